"""The function probe."""

from tests.cloud import Cloud, arrival


def test_handles_an_upload(cloud: Cloud) -> None:
    """A file that has arrived is handled."""
    event = arrival(
        cloud.physical("RawVideosBucket"),
        "uploads/somebody/00000000000000000000000000/a",
    )

    assert cloud.invoke("ProbeFunction", event) is None
