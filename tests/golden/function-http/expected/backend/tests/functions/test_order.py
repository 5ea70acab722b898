"""The function order."""

from tests.gateway import EVERYBODY, Gateway


def test_answers(gateway: Gateway) -> None:
    """A request is answered with what it was about."""
    reply = gateway.request(
        "POST",
        "/orders",
        user=EVERYBODY,
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "POST /orders",
        "path": {},
    }
