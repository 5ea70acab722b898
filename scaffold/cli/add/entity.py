"""Adding an entity of any kind, and the command for kinds without flags of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from scaffold.cli import terminal
from scaffold.cli.context import HERE, AsJson, ProjectOrSpecOption, language_of
from scaffold.cli.spec_change import Original, SpecEdit, apply
from scaffold.cli.terminal import UsageError
from scaffold.spec import edit

if TYPE_CHECKING:
    from pathlib import Path

    from scaffold.spec.kinds.kind import Kind

    Document: TypeAlias = dict[str, Any]

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


@dataclass(frozen=True, slots=True)
class Addition:
    """The entity that the arguments describe, and the project that it goes into.

    `ask` asks for what no flag says, if there is a terminal. Without the key in `required`, a pair
    of a key and a message, nothing is added.
    """

    name: str | None
    value: Document
    project: Path
    ask: bool = True
    as_json: bool = False
    required: tuple[str, str] | None = None


def command(
    context: typer.Context,
    name: Name = None,
    *,
    yes: Yes = False,
    project: ProjectOrSpecOption = HERE,
    as_json: AsJson = False,
) -> None:
    """Add an entity with the defaults of its kind."""
    add(context, Addition(name, {}, project, ask=not yes, as_json=as_json))


def add(context: typer.Context, addition: Addition) -> None:
    """Add an entity of the kind that the command is called by."""
    language = language_of(context)
    kind = language.kind(context.command.name or "")
    original = Original.read(addition.project, language)
    name = addition.name if addition.name is not None else _ask_name(original, kind)
    value = addition.value
    # Reject a name that is taken before asking anything.
    edit.add(original.source, kind, name, value)
    if not value and addition.ask and terminal.is_there():
        from scaffold.cli import prompts  # noqa: PLC0415 - start-up time

        value = prompts.ask_entity(original.document, kind.name, name)
    if addition.required and addition.required[0] not in value:
        raise UsageError(addition.required[1])
    text = edit.add(original.source, kind, name, value)
    edited = SpecEdit(
        f"Added the {kind.name} {name}",
        text,
        prefix=f"{kind.section}.{name}." if addition.value else "",
    )
    apply(original, edited, as_json=addition.as_json)


def _ask_name(original: Original, kind: Kind) -> str:
    if not terminal.is_there():
        raise UsageError(f"write the name of the {kind.name}: scaffold add {kind.name} NAME")
    from scaffold.cli import prompts  # noqa: PLC0415 - start-up time

    return prompts.ask_name(original.document, kind.name)
