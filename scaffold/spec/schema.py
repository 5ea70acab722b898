"""The JSON Schema of the spec, for editors."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from scaffold.spec.document import SpecDocument


@cache
def json_schema() -> str:
    """The schema as JSON text, draft 2020-12."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_closed(SpecDocument.model_json_schema()),
        "title": "scaffold.yaml",
    }
    return json.dumps(schema, indent=2) + "\n"


def _closed(schema: Any) -> Any:  # noqa: ANN401 - JSON
    """Refuse the names that no pattern admits, as the parser does."""
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(one) for key, one in schema.items()}
    return {**closed, "additionalProperties": False} if "patternProperties" in closed else closed
