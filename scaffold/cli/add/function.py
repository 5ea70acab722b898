"""The flags of `scaffold add function`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from scaffold.cli import flags
from scaffold.cli.add.entity import Addition, Name, Yes, add
from scaffold.cli.context import HERE, AsJson, ProjectOrSpecOption
from scaffold.cli.terminal import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

Document: TypeAlias = dict[str, Any]


def command(  # noqa: PLR0913 - the options of the command line
    context: typer.Context,
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
    project: ProjectOrSpecOption = HERE,
    as_json: AsJson = False,
) -> None:
    """Add a function."""
    value = flags.without_unset(
        trigger=read_triggers(trigger or []),
        uses=read_uses(uses or []),
        memory=memory,
        timeout=timeout,
        env=read_env(env or []),
    )
    add(context, Addition(name, value, project, ask=not yes, as_json=as_json))


def read_triggers(values: Sequence[str]) -> Document | list[Document]:
    """Return a lone trigger or a list of several.

    They are written as `http=GET /hello,access=public` or `upload=videos,suffix=.mp4`.
    """
    triggers = [_trigger(value) for value in values]
    return triggers[0] if len(triggers) == 1 else triggers


def read_uses(values: Sequence[str]) -> Document:
    """Return permissions, from `models.video=write`, `buckets.videos` or `functions.lookup`."""
    found: dict[str, dict[str, str]] = {}
    for flag in values:
        path, _, level = flag.partition("=")
        section, dot, name = path.partition(".")
        if not dot or not name:
            raise UsageError(f"--uses {flag}: write a section and a name, such as models.video")
        found.setdefault(section, {})[name] = level or "read"
    return {
        section: levels if set(levels.values()) != {"read"} else list(levels)
        for section, levels in found.items()
    }


def read_env(values: Sequence[str]) -> Document:
    """Return environment variables, from `NAME=value`."""
    return dict(flags.pair("--env", flag, "LOG_DETAIL=low") for flag in values)


def _trigger(flag: str) -> Document:
    first, *options = flags.joined(flag.split(","), frozenset())
    pairs = [flags.pair("--trigger", option, "http=GET /hello") for option in (first, *options)]
    return {
        key: flags.words(value.split(",")) if key == "access" else value for key, value in pairs
    }
