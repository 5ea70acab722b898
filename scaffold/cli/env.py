"""`scaffold env`: the environment variables that direct a shell to the running application."""

from __future__ import annotations

import os
import shlex
from typing import Annotated, Final

import typer

from scaffold.cli import report
from scaffold.cli.context import HERE, ProjectFolder

NAME: Final = "env"
EXAMPLES: Final = """\b
Examples:
  scaffold env
  eval "$(scaffold env)"
  scaffold env my-app --json

\b
Afterwards, the AWS CLI and SDKs use the local cloud in that shell:
  aws dynamodb list-tables
"""


def command(
    root: ProjectFolder = HERE,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the variables as a JSON object.")
    ] = False,
) -> None:
    """Print shell commands that point AWS clients to scaffold dev."""
    from scaffold.local.client_environment import (  # noqa: PLC0415 - start-up time
        misleading_variables,
        without_proxy,
    )
    from scaffold.local.session import Session  # noqa: PLC0415 - start-up time

    variables = without_proxy(Session(root.resolve()).require().variables, os.environ)
    if as_json:
        report.document(variables)
        return
    for name in misleading_variables(variables, os.environ):
        report.line(f"unset {name}")
    for name, value in variables.items():
        report.line(f"export {name}={shlex.quote(value)}")
