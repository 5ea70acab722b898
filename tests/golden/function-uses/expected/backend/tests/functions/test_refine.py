"""The function refine."""

from tests.cloud import Cloud


def test_answers(cloud: Cloud) -> None:
    """An event is answered with what was in it."""
    answer = cloud.invoke("RefineFunction", {"b": 1, "a": 2})

    assert answer == {"received": ["a", "b"]}
