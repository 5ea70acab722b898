"""The function shrink."""

import pytest

from hello.functions import shrink as function

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


def test_upload_event_1(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    """An uploaded file is processed."""
    key = "uploads/user/00000000000000000000000000/a.png"
    event = arrival(cloud.physical("PhotosBucket"), key)
    logged: list[object] = []
    monkeypatch.setattr(function.logger, "info", lambda _, extra: logged.append(extra))

    cloud.invoke("ShrinkFunction", event)

    assert logged == [{"key": key, "size": 7}]


def test_upload_event_2(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    """An uploaded file is processed."""
    key = "uploads/user/00000000000000000000000000/a.tar.gz"
    event = arrival(cloud.physical("PhotosBucket"), key)
    logged: list[object] = []
    monkeypatch.setattr(function.logger, "info", lambda _, extra: logged.append(extra))

    cloud.invoke("ShrinkFunction", event)

    assert logged == [{"key": key, "size": 7}]


def test_upload_event_3(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    """An uploaded file is processed."""
    key = "uploads/user/00000000000000000000000000/a"
    event = arrival(cloud.physical("SoundsBucket"), key)
    logged: list[object] = []
    monkeypatch.setattr(function.logger, "info", lambda _, extra: logged.append(extra))

    cloud.invoke("ShrinkFunction", event)

    assert logged == [{"key": key, "size": 7}]
