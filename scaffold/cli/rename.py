"""`scaffold rename`: another name for a model, bucket or function, wherever the spec has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from scaffold.cli import completion, terminal
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
from scaffold.cli.terminal import UsageError
from scaffold.names import Name
from scaffold.spec import edit

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "rename"
EXAMPLES: Final = """\b
Examples:
  scaffold rename model video clip
  scaffold rename bucket videos films --project my-app
"""


def command(
    kind: Kind,
    old: Annotated[
        str | None, typer.Argument(help="Its current name.", autocompletion=completion.entities)
    ] = None,
    new: Annotated[str | None, typer.Argument(help="Its new name.")] = None,
    *,
    project: Project = HERE,
    as_json: AsJson = False,
) -> None:
    """Rename a model, bucket, or function everywhere in the spec.

    The spec records the first name as renamed_from, so that regenerating moves its files with your
    edits, and a table or bucket keeps its data.
    """
    kind = checked_kind(kind)
    original = Original.read(project)
    usage = f"scaffold rename {kind} OLD NEW"
    old = chosen(original, kind, old, usage)
    if new is None:
        new = _ask_new_name(original, kind, old, usage)
    text = edit.rename(original.text, kind, old, new, original.file)
    remarks = (*_address(original, kind, old, new), f"Your own code may say {old} too")
    change = SpecEdit(f"Renamed the {kind} {old} to {new}", text, remarks)
    apply(original, change, as_json=as_json)


def _address(original: Original, kind: str, old: str, new: str) -> Iterator[str]:
    """What a new name does to the addresses that clients know."""
    if kind == "bucket":
        yield f"Its address is /buckets/{new} now"
    if kind == "model" and "path" not in original.document["models"][old]:
        before, after = Name(old).plural.kebab, Name(new).plural.kebab
        yield f"Its address is /{after} now; path: {before} would keep /{before}"


def _ask_new_name(original: Original, kind: str, old: str, usage: str) -> str:
    if not terminal.is_there():
        raise UsageError(f"write the new name too: {usage}")
    from scaffold.cli import prompts  # noqa: PLC0415 - start-up time

    return prompts.ask_new_name(original.document, kind, old)
