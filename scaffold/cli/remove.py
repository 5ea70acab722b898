"""`scaffold remove`: take an entity out of the spec."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from scaffold.cli import completion
from scaffold.cli.context import HERE, AsJson, ProjectOrSpecOption, language_of
from scaffold.cli.spec_change import (
    KindName,
    Original,
    SpecEdit,
    apply,
    chosen,
    kind_named,
)
from scaffold.spec import edit

NAME: Final = "remove"
EXAMPLES: Final = """\b
Examples:
  scaffold remove function hello
  scaffold remove model
"""


def command(
    context: typer.Context,
    kind: KindName,
    name: Annotated[
        str | None, typer.Argument(help="Its name.", autocompletion=completion.entities)
    ] = None,
    *,
    project: ProjectOrSpecOption = HERE,
    as_json: AsJson = False,
) -> None:
    """Remove a model, bucket, or function from the spec.

    If anything else in the spec refers to it, nothing is removed, and every reference is listed.
    """
    language = language_of(context)
    removed = kind_named(kind, language)
    original = Original.read(project, language)
    name = chosen(original, removed, name, f"scaffold remove {removed.name} NAME")
    text = edit.remove(original.source, removed, name)
    apply(original, SpecEdit(f"Removed the {removed.name} {name}", text), as_json=as_json)
