"""The function h."""

from tests.gateway import EVERYBODY, Gateway


def test_answers(gateway: Gateway) -> None:
    """A request is answered with what it was about."""
    reply = gateway.request(
        "GET",
        "/h/load",
        user=EVERYBODY,
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "GET /h/{q}",
        "path": {
            "q": "load",
        },
    }
