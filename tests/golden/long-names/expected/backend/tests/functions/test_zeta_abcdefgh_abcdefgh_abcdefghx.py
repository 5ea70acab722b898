"""The function zeta-abcdefgh-abcdefgh-abcdefghx."""

from tests.cloud import Cloud


def test_invoke(cloud: Cloud) -> None:
    """The result lists the keys of the event."""
    result = cloud.invoke("ZetaAbcdefghAbcdefghAbcdefghxFunction", {"b": 1, "a": 2})

    assert result == {"received": ["a", "b"]}
