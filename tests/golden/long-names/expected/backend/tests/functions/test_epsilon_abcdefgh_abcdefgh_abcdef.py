"""The function epsilon-abcdefgh-abcdefgh-abcdef."""

import pytest

from application_abcdefgh_abcdefgh_ab.functions import epsilon_abcdefgh_abcdefgh_abcdef as function

from tests.cloud import Cloud, arrival


def test_upload_event(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    """An uploaded file is processed."""
    ending = ".xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
    key = f"uploads/user/00000000000000000000000000/a{ending}"
    event = arrival(cloud.physical("GammaAbcdefghAbcdefghAbcdefghBucket"), key)
    logged: list[object] = []
    monkeypatch.setattr(function.logger, "info", lambda _, extra: logged.append(extra))

    cloud.invoke("EpsilonAbcdefghAbcdefghAbcdefFunction", event)

    assert logged == [{"key": key, "size": 7}]
