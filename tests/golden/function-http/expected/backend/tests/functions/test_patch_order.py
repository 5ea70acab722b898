"""The function patch-order."""

from tests.gateway import EVERYBODY, Gateway


def test_http_request(gateway: Gateway) -> None:
    """The response describes the request."""
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
