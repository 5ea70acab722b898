"""The function order."""

from tests.gateway import Gateway


def test_answers_1(gateway: Gateway) -> None:
    """A request is answered with what it was about."""
    reply = gateway.request(
        "GET",
        "/orders",
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "GET /orders",
        "path": {},
    }


def test_answers_2(gateway: Gateway) -> None:
    """A request is answered with what it was about."""
    reply = gateway.request(
        "POST",
        "/orders",
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "POST /orders",
        "path": {},
    }


def test_answers_3(gateway: Gateway) -> None:
    """A request is answered with what it was about."""
    reply = gateway.request(
        "GET",
        "/orders/load",
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "GET /orders/{id}",
        "path": {
            "id": "load",
        },
    }
