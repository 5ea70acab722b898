"""`scaffold schema`: the JSON Schema of the spec."""

from __future__ import annotations

import sys
from typing import Final

import typer  # noqa: TC002 - typer reads the annotations

from scaffold.cli.context import language_of
from scaffold.spec.schema import json_schema

NAME: Final = "schema"
EXAMPLES: Final = """\b
Example:
  scaffold schema > scaffold.schema.json
"""


def command(context: typer.Context) -> None:
    """Print the JSON Schema of the spec.

    Editors use it to complete and validate scaffold.yaml.
    """
    sys.stdout.write(json_schema(language_of(context)))
