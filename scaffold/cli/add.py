"""`scaffold add`: a model, bucket or function more in the spec."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

import typer

from scaffold.cli import flags, terminal
from scaffold.cli.spec_change import HERE, AsJson, Original, Project, SpecEdit, apply
from scaffold.cli.terminal import UsageError
from scaffold.spec import edit

if TYPE_CHECKING:
    from pathlib import Path

    Document: TypeAlias = dict[str, Any]

NAME: Final = "add"
EXAMPLES: Final = """\b
Examples:
  scaffold add model
  scaffold add model video --field title:string,max=120 --field "file:optional file(videos)"
  scaffold add bucket photos --accept image/*
  scaffold add function resize --trigger upload=photos --uses buckets.photos=write
"""
_FIELD_SYNTAX: Final = """\b
A field is NAME:TYPE[,OPTION]..., with the types and options of scaffold.yaml:
  title:string  notes:optional text  tags:list(string)  channel:ref(channel)
  status:enum(draft,live),default=draft  size:integer,min=0  code:string,unique
"""

Name: TypeAlias = Annotated[str | None, typer.Argument(help="The new name.")]
Yes: TypeAlias = Annotated[
    bool, typer.Option("--yes", "-y", help="Don't prompt: use the defaults.")
]
Access: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        metavar="WHAT=WHO", help="Who may do what: read=public, delete=owner,admins. Repeatable."
    ),
]

app = typer.Typer(
    help="Add a model, bucket, or function to the spec.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("model", epilog=_FIELD_SYNTAX)
def add_model(  # noqa: PLR0913 - the options of the command line
    name: Name = None,
    *,
    field: Annotated[
        list[str] | None, typer.Option(metavar="NAME:TYPE", help="A field. Repeatable.")
    ] = None,
    access: Access = None,
    index: Annotated[
        list[str] | None, typer.Option(metavar="FIELD", help="A field to list by. Repeatable.")
    ] = None,
    path: Annotated[
        str | None, typer.Option(metavar="PATH", help="The URL path. Default: the plural name.")
    ] = None,
    project: Project = HERE,
    as_json: AsJson = False,
) -> None:
    """Add a model: a table, a REST resource, a typed client, and pages."""
    value = flags.given(
        path=path,
        fields=flags.fields(field or []),
        access=flags.access(access or []),
        index=index,
    )
    _add(Wanted("model", name, value, project), as_json=as_json)


@app.command("bucket")
def add_bucket(  # noqa: PLR0913 - the options of the command line
    name: Name = None,
    *,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="TYPE", help="An accepted media type, such as image/*. Repeatable."),
    ] = None,
    max_size: Annotated[
        str | None, typer.Option(metavar="SIZE", help="The largest object, such as 5 GiB.")
    ] = None,
    access: Access = None,
    expire: Annotated[
        str | None, typer.Option(metavar="TIME", help="When objects expire, such as 30 days.")
    ] = None,
    yes: Yes = False,
    project: Project = HERE,
    as_json: AsJson = False,
) -> None:
    """Add an S3 bucket that users upload to."""
    value = flags.given(
        accept=accept, max_size=max_size, access=flags.access(access or []), expire=expire
    )
    _add(Wanted("bucket", name, value, project), ask=not yes, as_json=as_json)


@app.command("function")
def add_function(  # noqa: PLR0913 - the options of the command line
    name: Name = None,
    *,
    trigger: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND=WHAT",
            help='What invokes it: "http=GET /hello,access=public" or upload=videos,suffix=.mp4.'
            " Repeatable.",
        ),
    ] = None,
    uses: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WHAT[=write]",
            help="What it may access: models.video=write, functions.lookup. Repeatable.",
        ),
    ] = None,
    memory: Annotated[int | None, typer.Option(metavar="MB", help="Memory, such as 1024.")] = None,
    timeout: Annotated[
        str | None, typer.Option(metavar="TIME", help="Timeout, such as 60 seconds.")
    ] = None,
    env: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="An environment variable. Repeatable."),
    ] = None,
    yes: Yes = False,
    project: Project = HERE,
    as_json: AsJson = False,
) -> None:
    """Add a Lambda function whose handler you write."""
    value = flags.given(
        trigger=flags.triggers(trigger or []),
        uses=flags.uses(uses or []),
        memory=memory,
        timeout=timeout,
        env=flags.env(env or []),
    )
    _add(Wanted("function", name, value, project), ask=not yes, as_json=as_json)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The entity that the arguments describe, and where it goes."""

    kind: str
    name: str | None
    value: Document
    project: Path


def _add(wanted: Wanted, *, ask: bool = True, as_json: bool) -> None:
    """Add an entity; what no flag says is asked for, where somebody can answer."""
    original = Original.read(wanted.project)
    kind, value = wanted.kind, wanted.value
    name = wanted.name if wanted.name is not None else _ask_name(original, kind)
    # Refuse a name that is taken before anything is asked.
    edit.add(original.text, kind, name, value, original.file)
    if not value and ask and terminal.is_there():
        from scaffold.cli import prompts  # noqa: PLC0415 - start-up time

        value = prompts.ask_entity(original.document, kind, name)
    if kind == "model" and "fields" not in value:
        raise UsageError("a model needs fields: pass --field, such as --field title:string")
    text = edit.add(original.text, kind, name, value, original.file)
    apply(original, SpecEdit(f"Added the {kind} {name}", text), as_json=as_json)


def _ask_name(original: Original, kind: str) -> str:
    if not terminal.is_there():
        raise UsageError(f"name the {kind}: scaffold add {kind} NAME")
    from scaffold.cli import prompts  # noqa: PLC0415 - start-up time

    return prompts.ask_name(original.document, kind)
