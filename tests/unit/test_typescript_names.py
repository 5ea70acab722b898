"""The names of models in the generated frontend, beside what its modules import."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import goldens
import pytest

from scaffold.spec.kinds.model.typescript_names import TAKEN, type_name, variable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePosixPath

CASES = ("auth-groups", "model-fields-all", "model-file", "model-index", "model-ref")
IMPORT = re.compile(r'import (?:type )?\{([^}]+)\} from "([^"]+)"')


def test_what_modules_of_models_import_is_taken() -> None:
    """A model of such a name would be a second declaration: Table, Cell, Day."""
    imported = {name for case in CASES for name in imported_names(case)}

    assert {"Table", "Cell", "FormPage", "Model"} <= imported
    assert {name for name in imported if name[0].isupper() and not name.isupper()} <= TAKEN


def imported_names(case: str) -> Iterator[str]:
    """Yield what the pages and modules of models import, besides names of models themselves."""
    for path, content in goldens.golden_case(case).files.items():
        if is_of_models(path):
            for names, module in IMPORT.findall(content.decode()):
                if "/models/" not in module and not module.startswith("./"):
                    yield from (name.split()[-1] for name in names.split(",") if name.strip())


def is_of_models(path: PurePosixPath) -> bool:
    """Return True for a module that declares names of a model."""
    source, folders = path.parts[:2], path.parts[2:-1]
    is_page = folders[:1] == ("pages",) and folders[1:] not in {(), ("admin",), ("buckets",)}
    return source == ("frontend", "src") and (folders == ("models",) or is_page)


@pytest.mark.parametrize(
    ("pascal", "expected"), [("Video", "Video"), ("Table", "TableItem"), ("Map", "MapItem")]
)
def test_type_name(pascal: str, expected: str) -> None:
    """A name that is taken is that of an item."""
    assert type_name(pascal) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("Video", "video"), ("Videos", "videos"), ("Arguments", "argumentsList")]
)
def test_variable(name: str, expected: str) -> None:
    """Strict mode has no variable `arguments`."""
    assert variable(name) == expected
