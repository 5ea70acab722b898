"""The function shrink."""

from tests.cloud import Cloud, arrival


def test_upload_event(cloud: Cloud) -> None:
    """An uploaded file is processed."""
    event = arrival(
        cloud.physical("PhotosBucket"),
        "uploads/user/00000000000000000000000000/a",
    )

    assert cloud.invoke("ShrinkFunction", event) is None
