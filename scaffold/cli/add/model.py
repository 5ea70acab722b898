"""The flags of `scaffold add model`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

import typer

from scaffold.cli import flags
from scaffold.cli.add.entity import Access, Addition, Name, add
from scaffold.cli.context import HERE, AsJson, ProjectOrSpecOption
from scaffold.cli.terminal import UsageError
from scaffold.spec import yaml_text

if TYPE_CHECKING:
    from collections.abc import Sequence

Document: TypeAlias = dict[str, Any]

EPILOG: Final = """\b
A field is NAME:TYPE[,OPTION]..., with the types and options of scaffold.yaml:
  title:string  notes:optional text  tags:list(string)  channel:ref(channel)
  status:enum(draft,live),default=draft  size:integer,min=0  code:string,unique
  length:optional number,write=functions
\b
An index is what items can be listed by, and sorted by: status  owner,status  channel,sort=size
"""

# A comma that is not inside parentheses.
_COMMA: Final = re.compile(r",(?![^(]*\))")
_BARE: Final = frozenset({"optional", "unique"})


def command(  # noqa: PLR0913 - the options of the command line
    context: typer.Context,
    name: Name = None,
    *,
    field: Annotated[
        list[str] | None, typer.Option(metavar="NAME:TYPE", help="A field. Repeatable.")
    ] = None,
    access: Access = None,
    index: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELDS", help="What to list by. Repeatable."),
    ] = None,
    path: Annotated[
        str | None, typer.Option(metavar="PATH", help="The URL path. Default: the plural name.")
    ] = None,
    project: ProjectOrSpecOption = HERE,
    as_json: AsJson = False,
) -> None:
    """Add a model."""
    value = flags.without_unset(
        path=path,
        fields=read_fields(field or []),
        access=flags.access(access or []),
        index=[read_index(flag) for flag in index] if index else None,
    )
    required = ("fields", "a model needs fields: pass --field, such as --field title:string")
    add(context, Addition(name, value, project, as_json=as_json, required=required))


def read_fields(values: Sequence[str]) -> Document:
    """Return fields, from `title:string,max=120`, `status:enum(a,b)` or `file:file(videos)`."""
    return dict(map(_field, values))


def read_index(flag: str) -> object:
    """Return an entry of the index, from `status`, `owner,status` or `channel,sort=size`."""
    names = [part.strip() for part in flag.split(",")]
    sorts = [name.removeprefix("sort=") for name in names if name.startswith("sort=")]
    by = [name for name in names if not name.startswith("sort=")]
    if len(sorts) > 1 or "" in (*by, *sorts):
        raise UsageError(f"--index {flag}: write fields and a sort, such as channel,sort=size")
    if sorts:
        return {"by": by, "sort": sorts[0]} if by else {"sort": sorts[0]}
    return by[0] if len(by) == 1 else by


def _field(flag: str) -> tuple[str, Document | str]:
    name, colon, definition = flag.partition(":")
    if not colon or not definition.strip():
        raise UsageError(f"--field {flag}: write a name and a type, such as title:string,max=120")
    type_, *options = flags.joined(_COMMA.split(definition.strip()), _BARE)
    bare_type = type_.removeprefix("optional ")
    if bare_type.startswith("enum(") and bare_type.endswith(")"):
        choices = [choice.strip() for choice in bare_type[5:-1].split(",")]
        document: Document = {"enum": choices}
    elif not options:
        return name, type_
    else:
        document = {"type": bare_type}
    if bare_type != type_:
        document["optional"] = True
    return name, {**document, **dict(map(_option, options))}


def _option(text: str) -> tuple[str, object]:
    key, equals, value = text.partition("=")
    if not equals:
        return key, True
    if key == "pattern":
        return key, value
    try:
        return key, yaml_text.parse(value).value
    except yaml_text.YamlError:
        return key, value
