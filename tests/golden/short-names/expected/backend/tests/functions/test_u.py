"""The function u."""

from tests.cloud import Cloud, arrival


def test_handles_an_upload(cloud: Cloud) -> None:
    """A file that has arrived is handled."""
    event = arrival(
        cloud.physical("SBucket"),
        "uploads/somebody/00000000000000000000000000/a.x",
    )

    assert cloud.invoke("UFunction", event) is None
