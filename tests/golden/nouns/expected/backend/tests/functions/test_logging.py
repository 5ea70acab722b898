"""The function logging."""

import pytest

from town_hall.functions import logging as function

from tests.cloud import Cloud, arrival


def test_upload_event(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    """An uploaded file is processed."""
    key = "uploads/user/00000000000000000000000000/a"
    event = arrival(cloud.physical("FilesBucket"), key)
    logged: list[object] = []
    monkeypatch.setattr(function.logger, "info", lambda _, extra: logged.append(extra))

    cloud.invoke("LoggingFunction", event)

    assert logged == [{"key": key, "size": 7}]
