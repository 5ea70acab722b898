"""The function json."""

from tests.gateway import EVERYBODY, Gateway


def test_http_request(gateway: Gateway) -> None:
    """The response describes the request."""
    reply = gateway.request(
        "GET",
        "/json/load",
        user=EVERYBODY,
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "GET /json/{id}",
        "path": {
            "id": "load",
        },
    }
