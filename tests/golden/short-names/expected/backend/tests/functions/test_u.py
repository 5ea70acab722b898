"""The function u."""

import pytest

from abz.functions import u as function

from tests.cloud import Cloud, arrival


def test_upload_event(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    """An uploaded file is processed."""
    key = "uploads/user/00000000000000000000000000/a.x"
    event = arrival(cloud.physical("SBucket"), key)
    logged: list[object] = []
    monkeypatch.setattr(function.logger, "info", lambda _, extra: logged.append(extra))

    cloud.invoke("UFunction", event)

    assert logged == [{"key": key, "size": 7}]
