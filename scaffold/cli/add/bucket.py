"""The flags of `scaffold add bucket`."""

from __future__ import annotations

from typing import Annotated

import typer

from scaffold.cli import flags
from scaffold.cli.add.entity import Access, Addition, Name, Yes, add
from scaffold.cli.context import HERE, AsJson, ProjectOrSpecOption


def command(  # noqa: PLR0913 - the options of the command line
    context: typer.Context,
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
    project: ProjectOrSpecOption = HERE,
    as_json: AsJson = False,
) -> None:
    """Add a bucket."""
    value = flags.without_unset(
        accept=accept, max_size=max_size, access=flags.access(access or []), expire=expire
    )
    add(context, Addition(name, value, project, ask=not yes, as_json=as_json))
