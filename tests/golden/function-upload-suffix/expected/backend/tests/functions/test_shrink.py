"""The function shrink."""

from tests.cloud import Cloud, arrival
from tests.gateway import EVERYBODY, Gateway


def test_answers(gateway: Gateway) -> None:
    """A request is answered with what it was about."""
    reply = gateway.request(
        "POST",
        "/shrink",
        user=EVERYBODY,
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "POST /shrink",
        "path": {},
    }


def test_handles_an_upload_1(cloud: Cloud) -> None:
    """A file that has arrived is handled."""
    event = arrival(
        cloud.physical("PhotosBucket"),
        "uploads/somebody/00000000000000000000000000/a.png",
    )

    assert cloud.invoke("ShrinkFunction", event) is None


def test_handles_an_upload_2(cloud: Cloud) -> None:
    """A file that has arrived is handled."""
    event = arrival(
        cloud.physical("PhotosBucket"),
        "uploads/somebody/00000000000000000000000000/a.tar.gz",
    )

    assert cloud.invoke("ShrinkFunction", event) is None


def test_handles_an_upload_3(cloud: Cloud) -> None:
    """A file that has arrived is handled."""
    event = arrival(
        cloud.physical("SoundsBucket"),
        "uploads/somebody/00000000000000000000000000/a",
    )

    assert cloud.invoke("ShrinkFunction", event) is None
