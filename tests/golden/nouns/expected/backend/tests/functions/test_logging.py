"""The function logging."""

from tests.cloud import Cloud, arrival


def test_upload_event(cloud: Cloud) -> None:
    """An uploaded file is processed."""
    event = arrival(
        cloud.physical("FilesBucket"),
        "uploads/user/00000000000000000000000000/a",
    )

    assert cloud.invoke("LoggingFunction", event) is None
