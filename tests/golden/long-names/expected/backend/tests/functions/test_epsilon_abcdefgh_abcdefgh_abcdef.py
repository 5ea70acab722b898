"""The function epsilon-abcdefgh-abcdefgh-abcdef."""

from tests.cloud import Cloud, arrival


def test_handles_an_upload(cloud: Cloud) -> None:
    """A file that has arrived is handled."""
    event = arrival(
        cloud.physical("GammaAbcdefghAbcdefghAbcdefghBucket"),
        "uploads/somebody/00000000000000000000000000/a.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    )

    assert cloud.invoke("EpsilonAbcdefghAbcdefghAbcdefFunction", event) is None
