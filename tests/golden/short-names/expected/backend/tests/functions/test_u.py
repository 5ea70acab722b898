"""The function u."""

from tests.cloud import Cloud, arrival


def test_upload_event(cloud: Cloud) -> None:
    """An uploaded file is processed."""
    event = arrival(
        cloud.physical("SBucket"),
        "uploads/user/00000000000000000000000000/a.x",
    )

    assert cloud.invoke("UFunction", event) is None
