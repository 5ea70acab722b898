"""The function patch-order."""

from tests.gateway import EVERYBODY, Gateway


def test_answers(gateway: Gateway) -> None:
    """A request is answered with what it was about."""
    reply = gateway.request(
        "PATCH",
        "/orders/load",
        user=EVERYBODY,
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "PATCH /orders/{id}",
        "path": {
            "id": "load",
        },
    }
