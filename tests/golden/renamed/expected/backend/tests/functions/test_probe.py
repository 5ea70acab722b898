"""The function probe."""

from tests.cloud import Cloud, arrival


def test_upload_event(cloud: Cloud) -> None:
    """An uploaded file is processed."""
    event = arrival(
        cloud.physical("RawVideosBucket"),
        "uploads/user/00000000000000000000000000/a",
    )

    assert cloud.invoke("ProbeFunction", event) is None
