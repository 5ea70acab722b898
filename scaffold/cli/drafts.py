"""The draft of a spec that `scaffold new` keeps when the person stops in the middle."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from scaffold.errors import ScaffoldError
from scaffold.project import workspace
from scaffold.spec import reader, yaml_text

# In the current folder: beside the project, which has a folder of its own.
DRAFT: Final = Path("scaffold.draft.yaml")


class DraftError(ScaffoldError):
    """A draft that cannot be written or read."""


def save(text: str) -> None:
    """Write the draft, in place of an earlier one; raises DraftError."""
    try:
        DRAFT.write_text(text, encoding="utf-8")
    except OSError as error:
        raise DraftError(f"{DRAFT}: {error.strerror}; the draft is lost") from error


def load() -> dict[str, Any]:
    """Return the document of the draft; raises WorkspaceError, SpecError or DraftError."""
    text, file = workspace.read_spec(DRAFT)
    try:
        document = yaml_text.parse(text).value
    except yaml_text.YamlError:
        document = None
    if not isinstance(document, dict):
        reader.parse(text, file)
        raise DraftError(f"{DRAFT}: not a spec; delete it and start over")
    return document
