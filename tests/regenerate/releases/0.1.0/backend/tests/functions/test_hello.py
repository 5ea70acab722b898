"""The function hello."""

from tests.gateway import Gateway


def test_answers(gateway: Gateway) -> None:
    """A request is answered with what it was about."""
    reply = gateway.request(
        "GET",
        "/hello/load",
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "GET /hello/{name}",
        "path": {
            "name": "load",
        },
    }
