"""botocore's service models without their documentation, which makes them large."""

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
    """Loads service models as plain dictionaries, without documentation."""

    def load_file(self, file_path: str) -> Any:  # noqa: ANN401 - JSON
        """Return the content of a file, named without its suffix, or None if it doesn't exist."""
        for suffix, opener in _OPENERS.items():
            path = f"{file_path}{suffix}"
            with contextlib.suppress(FileNotFoundError), opener(path, "rb") as file:
                return _without_documentation(json.loads(file.read()))
        return None


def drop_documentation() -> None:
    """Make all loaders of this process use `ModelFiles`."""
    Loader.FILE_LOADER_CLASS = ModelFiles


def _without_documentation(value: Any) -> Any:  # noqa: ANN401 - JSON
    match value:
        case dict():
            # Emptied rather than removed: botocore reads it. A member of that name is an object.
            if isinstance(value.get("documentation"), str):
                value["documentation"] = ""
            for item in value.values():
                _without_documentation(item)
        case list():
            for item in value:
                _without_documentation(item)
    return value
