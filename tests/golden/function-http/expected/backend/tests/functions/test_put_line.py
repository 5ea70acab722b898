"""The function put-line."""

from tests.gateway import EVERYBODY, Gateway


def test_http_request(gateway: Gateway) -> None:
    """The response describes the request."""
    reply = gateway.request(
        "PUT",
        "/orders/load/lines/load",
        user=EVERYBODY,
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "PUT /orders/{id}/lines/{line_number}",
        "path": {
            "id": "load",
            "line_number": "load",
        },
    }
