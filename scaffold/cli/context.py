"""The context that commands run in: the spec's language, and the project of the current folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from scaffold.spec import SPEC_NAME

if TYPE_CHECKING:
    from scaffold.spec.language import Language

HERE: Final = Path()
# A folder with one of these is meant itself, and not the project around it.
_OWN_FILES: Final = (SPEC_NAME, "template.yaml")


def language_of(context: typer.Context) -> Language:
    """Return the spec language that a command runs with."""
    from scaffold.spec.language import LANGUAGE, Language  # noqa: PLC0415 - start-up time

    return context.find_object(Language) or LANGUAGE


def nearest_project(folder: Path) -> Path:
    """Return a folder or, for the current one inside of a project, the project's folder.

    It is relative to the current folder, as it stands in messages.
    """
    if folder != HERE or any((folder / name).exists() for name in _OWN_FILES):
        return folder
    from scaffold.project import workspace  # noqa: PLC0415 - start-up time

    found = workspace.enclosing_project(Path.cwd())
    return Path(os.path.relpath(found)) if found else folder


_FOLDER: Final = "The project's folder."
_SPEC: Final = "The project's folder, or a spec file."

ProjectFolder: TypeAlias = Annotated[
    Path, typer.Argument(metavar="DIR", help=_FOLDER, callback=nearest_project)
]
ProjectOrSpec: TypeAlias = Annotated[
    Path, typer.Argument(metavar="DIR", help=_SPEC, callback=nearest_project)
]
ProjectOption: TypeAlias = Annotated[
    Path, typer.Option("--project", metavar="DIR", help=_FOLDER, callback=nearest_project)
]
ProjectOrSpecOption: TypeAlias = Annotated[
    Path, typer.Option("--project", metavar="DIR", help=_SPEC, callback=nearest_project)
]
AsJson: TypeAlias = Annotated[
    bool, typer.Option("--json", help="Print the change and the plan as JSON.")
]
