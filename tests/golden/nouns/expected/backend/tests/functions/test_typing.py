"""The function typing."""

from tests.cloud import Cloud


def test_invoke(cloud: Cloud) -> None:
    """The result lists the keys of the event."""
    result = cloud.invoke("TypingFunction", {"b": 1, "a": 2})

    assert result == {"received": ["a", "b"]}
