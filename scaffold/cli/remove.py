"""`scaffold remove`: a model, bucket or function less in the spec."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from scaffold.cli import completion
from scaffold.cli.spec_change import (
    HERE,
    AsJson,
    Kind,
    Original,
    Project,
    SpecEdit,
    apply,
    checked_kind,
    chosen,
)
from scaffold.spec import edit

NAME: Final = "remove"
EXAMPLES: Final = """\b
Examples:
  scaffold remove function hello
  scaffold remove model
"""


def command(
    kind: Kind,
    name: Annotated[
        str | None, typer.Argument(help="Its name.", autocompletion=completion.entities)
    ] = None,
    *,
    project: Project = HERE,
    as_json: AsJson = False,
) -> None:
    """Remove a model, bucket, or function from the spec.

    If anything else in the spec refers to it, nothing is removed, and every reference is listed.
    """
    kind = checked_kind(kind)
    original = Original.read(project)
    name = chosen(original, kind, name, f"scaffold remove {kind} NAME")
    text = edit.remove(original.text, kind, name, original.file)
    apply(original, SpecEdit(f"Removed the {kind} {name}", text), as_json=as_json)
