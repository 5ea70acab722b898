"""Reading what a merged text says."""

from __future__ import annotations

import ast
import json
import warnings
from typing import TYPE_CHECKING

from scaffold.project.merge.trees import UnreadableError, distinct

if TYPE_CHECKING:
    from scaffold.project.merge.trees import Tree


def read(path: str, text: str) -> Tree:
    """Return what a text says; raise UnreadableError if it cannot be read."""
    try:
        if path.endswith(".json"):
            return _tree(json.loads(text, object_pairs_hook=_json_object))
        if path.endswith(".toml"):
            import tomllib  # noqa: PLC0415 - start-up time

            return _tree(tomllib.loads(text))
        from scaffold.project.merge.yaml_reading import read_yaml  # noqa: PLC0415 - imports PyYAML

        return read_yaml(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(path) from error


def is_python(text: str) -> bool:
    """Return True if a text is a Python module."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a person wrote, such as "\\d"
            ast.parse(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return False
    return True


def _json_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    distinct((key, ("", "")) for key, _ in pairs)
    return dict(pairs)


def _tree(value: object) -> Tree:
    if isinstance(value, dict):
        return {str(key): _tree(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_tree(each) for each in value]
    return (type(value).__name__, str(value))
