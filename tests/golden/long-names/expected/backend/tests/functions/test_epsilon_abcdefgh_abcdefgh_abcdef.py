"""The function epsilon-abcdefgh-abcdefgh-abcdef."""

from tests.cloud import Cloud, arrival


def test_upload_event(cloud: Cloud) -> None:
    """An uploaded file is processed."""
    event = arrival(
        cloud.physical("GammaAbcdefghAbcdefghAbcdefghBucket"),
        "uploads/user/00000000000000000000000000/a.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    )

    assert cloud.invoke("EpsilonAbcdefghAbcdefghAbcdefFunction", event) is None
