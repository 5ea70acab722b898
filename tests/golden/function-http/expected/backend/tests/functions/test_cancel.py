"""The function cancel."""

from tests.gateway import EVERYBODY, Gateway


def test_http_request(gateway: Gateway) -> None:
    """The response describes the request."""
    reply = gateway.request(
        "DELETE",
        "/orders/load",
        user=EVERYBODY,
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "DELETE /orders/{id}",
        "path": {
            "id": "load",
        },
    }
