"""The function order."""

from tests.gateway import Gateway


def test_http_request_1(gateway: Gateway) -> None:
    """The response describes the request."""
    reply = gateway.request(
        "GET",
        "/orders",
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "GET /orders",
        "path": {},
    }


def test_http_request_2(gateway: Gateway) -> None:
    """The response describes the request."""
    reply = gateway.request(
        "POST",
        "/orders",
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "POST /orders",
        "path": {},
    }


def test_http_request_3(gateway: Gateway) -> None:
    """The response describes the request."""
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
