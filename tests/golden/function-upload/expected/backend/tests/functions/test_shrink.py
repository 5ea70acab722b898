"""The function shrink."""

from tests.cloud import Cloud, arrival


def test_handles_an_upload(cloud: Cloud) -> None:
    """A file that has arrived is handled."""
    event = arrival(
        cloud.physical("PhotosBucket"),
        "uploads/somebody/00000000000000000000000000/a",
    )

    assert cloud.invoke("ShrinkFunction", event) is None
