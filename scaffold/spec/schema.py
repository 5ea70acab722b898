"""The JSON Schema of the spec, for editors."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from scaffold.spec.language import LANGUAGE, Language


@cache
def json_schema(language: Language = LANGUAGE) -> str:
    """Return the schema as JSON text, draft 2020-12."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_closed(language.document.model_json_schema()),
        "title": "scaffold.yaml",
    }
    return json.dumps(schema, indent=2) + "\n"


def _closed(schema: Any) -> Any:  # noqa: ANN401 - JSON
    """Return the schema without names that no pattern admits, which the parser rejects too."""
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    return {**closed, "additionalProperties": False} if "patternProperties" in closed else closed
