"""The function gather."""

from tests.cloud import Cloud


def test_answers(cloud: Cloud) -> None:
    """An event is answered with what was in it."""
    answer = cloud.invoke("GatherFunction", {"b": 1, "a": 2})

    assert answer == {"received": ["a", "b"]}
