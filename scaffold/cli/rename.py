"""`scaffold rename`: give an entity another name, wherever the spec mentions it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from scaffold.cli import completion, terminal
from scaffold.cli.context import HERE, AsJson, ProjectOrSpecOption, language_of
from scaffold.cli.spec_change import (
    KindName,
    Original,
    SpecEdit,
    apply,
    chosen,
    kind_named,
)
from scaffold.cli.terminal import UsageError
from scaffold.names import Name
from scaffold.spec import edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.spec.kinds.kind import Kind

NAME: Final = "rename"
_FIELD: Final = ("field", "fields")
EXAMPLES: Final = """\b
Examples:
  scaffold rename model video clip
  scaffold rename bucket videos films --project my-app
  scaffold rename field video.title name
"""


def command(  # noqa: PLR0913 - the options of the command line
    context: typer.Context,
    kind: KindName,
    old: Annotated[
        str | None, typer.Argument(help="Its current name.", autocompletion=completion.entities)
    ] = None,
    new: Annotated[str | None, typer.Argument(help="Its new name.")] = None,
    *,
    project: ProjectOrSpecOption = HERE,
    as_json: AsJson = False,
) -> None:
    """Rename an entity, or a field, everywhere in the spec.

    The spec records the first name as renamed_from, so that regenerating moves its files with your
    edits, and a table, a bucket, or the items with a field keep their data.
    """
    language = language_of(context)
    if kind in _FIELD:
        _rename_field(Original.read(project, language), old, new, as_json=as_json)
        return
    renamed = kind_named(kind, language)
    original = Original.read(project, language)
    usage = f"scaffold rename {renamed.name} OLD NEW"
    old = chosen(original, renamed, old, usage)
    if new is None:
        new = _ask_new_name(original, renamed, old, usage)
    text = edit.rename(original.source, renamed, old, new)
    remarks = (*_url_paths(original, renamed, old, new), f"Your own code may still say {old}")
    change = SpecEdit(f"Renamed the {renamed.name} {old} to {new}", text, remarks)
    apply(original, change, as_json=as_json)


def _rename_field(original: Original, old: str | None, new: str | None, *, as_json: bool) -> None:
    model, dot, name = (old or "").partition(".")
    if not dot or new is None:
        raise UsageError("write the field with its model: scaffold rename field note.title heading")
    new = new.removeprefix(f"{model}.")
    text = edit.rename_field(original.source, model, name, new)
    remarks = (
        f"Clients send and get {new} in place of {name}",
        f"Your own code may still say {name}",
    )
    apply(original, SpecEdit(f"Renamed the field {old} to {new}", text, remarks), as_json=as_json)


def _url_paths(original: Original, kind: Kind, old: str, new: str) -> Iterator[str]:
    """Yield what a new name does to the URL path that clients know."""
    value = original.document[kind.section][old]
    before, after = kind.url_path(Name(old), value), kind.url_path(Name(new), value)
    if before != after:
        keep = f"; {kind.url_path_key}: {before} would keep /{before}" if kind.url_path_key else ""
        yield f"Its URL path is now /{after}{keep}"


def _ask_new_name(original: Original, kind: Kind, old: str, usage: str) -> str:
    if not terminal.is_there():
        raise UsageError(f"write the new name too: {usage}")
    from scaffold.cli import prompts  # noqa: PLC0415 - start-up time

    return prompts.ask_new_name(original.document, kind.name, old)
