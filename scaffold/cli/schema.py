"""`scaffold schema`: the JSON Schema of the spec."""

from __future__ import annotations

import sys
from typing import Final

from scaffold.spec.schema import json_schema

NAME: Final = "schema"
EXAMPLES: Final = """\b
Example:
  scaffold schema > scaffold.schema.json
"""


def command() -> None:
    """Print the JSON Schema of the spec.

    Editors use it to complete and validate scaffold.yaml.
    """
    sys.stdout.write(json_schema())
