"""The function zeta-abcdefgh-abcdefgh-abcdefghx."""

from tests.cloud import Cloud


def test_answers(cloud: Cloud) -> None:
    """An event is answered with what was in it."""
    answer = cloud.invoke("ZetaAbcdefghAbcdefghAbcdefghxFunction", {"b": 1, "a": 2})

    assert answer == {"received": ["a", "b"]}
