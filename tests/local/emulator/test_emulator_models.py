"""The models of the services that clients and the emulator load."""

from pathlib import Path

import botocore
import pytest
from botocore.loaders import JSONFileLoader

from scaffold.local.emulator.boot.models import ModelFiles

_MODELS = Path(botocore.__file__).parent / "data"


@pytest.mark.parametrize(
    "name", ["dynamodb/2012-08-10/service-2", "s3/2006-03-01/service-2", "partitions"]
)
def test_models_differ_from_botocores_in_documentation_only(name: str) -> None:
    """Everything that a program reads stays."""
    ours, theirs = (
        loader.load_file(str(_MODELS / name)) for loader in (ModelFiles(), JSONFileLoader())
    )
    assert ours == _without_texts(theirs)
    if name != "partitions":
        assert len(str(ours)) < len(str(theirs)) / 2


def test_a_missing_model_is_none() -> None:
    """Clients try several files."""
    assert ModelFiles().load_file(str(_MODELS / "nothing")) is None


def test_a_member_called_documentation_stays(tmp_path: Path) -> None:
    """It is part of a request."""
    (tmp_path / "model.json").write_text(
        '{"members": {"documentation": {"shape": "Text", "documentation": "A text."}}}'
    )
    loaded = ModelFiles().load_file(str(tmp_path / "model"))
    assert loaded == {"members": {"documentation": {"shape": "Text", "documentation": ""}}}


def _without_texts(value: object) -> object:
    if isinstance(value, list):
        return [_without_texts(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: "" if name == "documentation" and isinstance(each, str) else _without_texts(each)
        for name, each in value.items()
    }
