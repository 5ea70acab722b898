"""`scaffold add`: one command per kind of entity, with the flags of its module in this package."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import typer
from typer.core import TyperGroup

from scaffold.cli.add import entity
from scaffold.cli.context import language_of
from scaffold.spec.language import LANGUAGE

if TYPE_CHECKING:
    from types import ModuleType

    from scaffold.spec.kinds.kind import Kind

NAME: Final = "add"
EXAMPLES: Final = """\b
Examples:
  scaffold add model
  scaffold add model video --field title:string,max=120 --field "file:optional file(videos)"
  scaffold add bucket photos --accept image/*
  scaffold add function resize --trigger upload=photos --uses buckets.photos=write
"""


*_FIRST, _LAST = (kind.name for kind in LANGUAGE.kinds)
_NAMES: Final = f"{', '.join(_FIRST)}, or {_LAST}"


class KindGroup(TyperGroup):
    """The kinds of the language, as commands."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # typer's own
        """Return the names of the kinds."""
        return [kind.name for kind in language_of(ctx).kinds]

    def get_command(self, ctx: typer.Context, cmd_name: str):  # type: ignore[no-untyped-def, override]  # noqa: ANN201 - a type that typer does not export
        """Return the command that adds an entity of a kind, or None."""
        for kind in language_of(ctx).kinds:
            if kind.name not in self.commands:
                self.commands[kind.name] = typer.main.get_command(_command(kind))
        return self.commands.get(cmd_name)


def _command(kind: Kind) -> typer.Typer:
    module = _module(kind)
    command = typer.Typer(add_completion=False, rich_markup_mode=None)
    command.command(
        kind.name,
        help=f"Add a {kind.name}: {kind.summary}.",
        epilog=getattr(module, "EPILOG", None),
    )(module.command)
    return command


def _module(kind: Kind) -> ModuleType:
    """Return the module with the flags of a kind; one without flags needs none."""
    name = f"{__name__}.{kind.name}"
    return importlib.import_module(name) if find_spec(name) else entity


app = typer.Typer(
    cls=KindGroup,
    help=f"Add a {_NAMES} to the spec.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
