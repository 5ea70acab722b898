"""The function slow."""

from tests.cloud import Cloud


def test_invoke(cloud: Cloud) -> None:
    """The result lists the keys of the event."""
    result = cloud.invoke("SlowFunction", {"b": 1, "a": 2})

    assert result == {"received": ["a", "b"]}
