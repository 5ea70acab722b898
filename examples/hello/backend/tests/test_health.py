"""The health check."""

from tests.gateway import Gateway


def test_health_is_public(gateway: Gateway) -> None:
    """The health check is public."""
    reply = gateway.request("GET", "/health")

    assert reply.status == 200
    assert reply.json == {"status": "ok"}
