"""The function shrink."""

from tests.cloud import Cloud, arrival
from tests.gateway import EVERYBODY, Gateway


def test_http_request(gateway: Gateway) -> None:
    """The response describes the request."""
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


def test_upload_event_1(cloud: Cloud) -> None:
    """An uploaded file is processed."""
    event = arrival(
        cloud.physical("PhotosBucket"),
        "uploads/user/00000000000000000000000000/a.png",
    )

    assert cloud.invoke("ShrinkFunction", event) is None


def test_upload_event_2(cloud: Cloud) -> None:
    """An uploaded file is processed."""
    event = arrival(
        cloud.physical("PhotosBucket"),
        "uploads/user/00000000000000000000000000/a.tar.gz",
    )

    assert cloud.invoke("ShrinkFunction", event) is None


def test_upload_event_3(cloud: Cloud) -> None:
    """An uploaded file is processed."""
    event = arrival(
        cloud.physical("SoundsBucket"),
        "uploads/user/00000000000000000000000000/a",
    )

    assert cloud.invoke("ShrinkFunction", event) is None
