"""The function stock."""

from tests.gateway import Gateway


def test_answers(gateway: Gateway) -> None:
    """A request is answered with what it was about."""
    reply = gateway.request(
        "PUT",
        "/orders",
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "PUT /orders",
        "path": {},
    }
