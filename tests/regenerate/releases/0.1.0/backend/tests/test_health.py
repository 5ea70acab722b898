"""The health check."""

from tests.gateway import Gateway


def test_answers_without_a_token(gateway: Gateway) -> None:
    """Anybody may ask whether the API is up."""
    reply = gateway.request("GET", "/health")

    assert reply.status == 200
    assert reply.json == {"status": "ok"}
