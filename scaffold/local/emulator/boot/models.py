"""botocore's models of the services, without what makes them large and no program reads."""

from __future__ import annotations

import contextlib
import gzip
import json
from typing import TYPE_CHECKING, Any, Final

from botocore.loaders import JSONFileLoader, Loader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_OPENERS: Final[Mapping[str, Callable[[str, str], Any]]] = {".json": open, ".json.gz": gzip.open}


class ModelFiles(JSONFileLoader):  # type: ignore[misc]
    """Loads a model without its documentation, and as plain dictionaries."""

    def load_file(self, file_path: str) -> Any:  # noqa: ANN401 - JSON
        """What a file holds, named without its suffix; None where there is none."""
        for suffix, opener in _OPENERS.items():
            path = f"{file_path}{suffix}"
            with contextlib.suppress(FileNotFoundError), opener(path, "rb") as file:
                return _undocumented(json.loads(file.read()))
        return None


def make_models_small() -> None:
    """Have all loaders of this process load models so."""
    Loader.FILE_LOADER_CLASS = ModelFiles


def _undocumented(value: Any) -> Any:  # noqa: ANN401 - JSON
    match value:
        case dict():
            # Emptied, for botocore wants to find it; a member of that name is an object.
            if isinstance(value.get("documentation"), str):
                value["documentation"] = ""
            for each in value.values():
                _undocumented(each)
        case list():
            for each in value:
                _undocumented(each)
    return value
