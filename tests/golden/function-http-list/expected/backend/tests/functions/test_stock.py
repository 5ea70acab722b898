"""The function stock."""

from tests.gateway import Gateway


def test_http_request(gateway: Gateway) -> None:
    """The response describes the request."""
    reply = gateway.request(
        "PUT",
        "/orders",
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "PUT /orders",
        "path": {},
    }
