"""Shell completion of names in a project; a completion never fails."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import typer  # noqa: TC002 - it evaluates the annotations of completers

from scaffold.cli.context import language_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Completer: TypeAlias = Callable[[typer.Context], list[str]]


def typed_words() -> list[str]:
    """Return the words after the program's name that the shell wants completed; [] otherwise."""
    if "_SCAFFOLD_COMPLETE" not in os.environ:
        return []
    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")
    try:
        return shlex.split(line)[1:]
    except ValueError:  # an open quote
        return line.split()[1:]


def _quiet(complete: Completer) -> Completer:
    """Complete nothing instead of failing: an error would end up on the command line."""

    def completed(ctx: typer.Context) -> list[str]:
        try:
            return complete(ctx)
        except Exception:  # noqa: BLE001 - whatever a half-typed line or a broken spec causes
            return []

    return completed


@_quiet
def kinds(ctx: typer.Context) -> list[str]:
    """Complete the kinds of entities."""
    return [kind.name for kind in language_of(ctx).kinds]


@_quiet
def entities(ctx: typer.Context) -> list[str]:
    """Complete the names of the spec's entities of the kind that is typed before."""
    typed = ctx.params["kind"]
    kind = next(kind for kind in language_of(ctx).kinds if typed in {kind.name, kind.section})
    return list(_section(ctx, kind.section))


@_quiet
def functions(ctx: typer.Context) -> list[str]:
    """Complete the spec's functions by their names, and all functions by their logical ids."""
    from scaffold.names import Name  # noqa: PLC0415 - start-up time

    names, models = _section(ctx, "functions"), _section(ctx, "models")
    logical_ids = [f"{Name(name).pascal}Function" for name in (*names, *models)]
    return [*names, *logical_ids]


@_quiet
def examples(_ctx: typer.Context) -> list[str]:
    """Complete the names of the examples."""
    from scaffold.generate.examples import example_names  # noqa: PLC0415 - start-up time

    return example_names()


def _section(ctx: typer.Context, section: str) -> dict[str, Any]:
    from scaffold.files import read_file  # noqa: PLC0415 - start-up time
    from scaffold.spec import MAX_BYTES, SPEC_NAME, yaml_text  # noqa: PLC0415 - start-up time

    project = Path(ctx.params.get("project") or ctx.params.get("root") or ".").expanduser()
    file = project / SPEC_NAME if project.is_dir() else project
    document: Any = yaml_text.parse(read_file(file, MAX_BYTES).decode("utf-8-sig")).value
    entries = document.get(section)
    return entries if isinstance(entries, dict) else {}
