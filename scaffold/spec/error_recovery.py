"""A document with its wrong parts taken out, to find what is wrong with the rest."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

from scaffold.spec.grammar import FEATURE_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scaffold.errors import Problem

_REQUIRED: Final[dict[str, Any]] = {"scaffold": 1, "app": "my-app"}
_ANY_FIELD: Final = "string"
_ANY_FUNCTION: Final = "any"
_FIELD_DEPTH: Final = 4


def without(value: dict[str, Any], problems: Iterable[Problem]) -> dict[str, Any]:
    """A copy in which every place with a problem has a harmless value or none."""
    rest = copy.deepcopy(value)
    for problem in problems:
        _mend(rest, _mapping_path(problem.path))
    for name, fallback in _REQUIRED.items():
        rest.setdefault(name, fallback)
    if not any(rest.get(key) for key in FEATURE_KEYS):
        rest["functions"] = {_ANY_FUNCTION: {}}
    models = rest.get("models")
    for model in models.values() if isinstance(models, dict) else ():
        if isinstance(model, dict) and not model.get("fields"):
            model["fields"] = {"name": _ANY_FIELD}
    return rest


def _mapping_path(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The path up to a list: taking out one item would move the others."""
    keys: list[str] = []
    for part in path:
        if isinstance(part, int):
            break
        keys.append(part)
    return tuple(keys)


def _mend(rest: dict[str, Any], path: tuple[str, ...]) -> None:
    if not path:
        return
    *parents, last = path
    here: Any = rest
    for key in parents:
        here = here.get(key)
        if not isinstance(here, dict):
            return
    is_field = len(path) == _FIELD_DEPTH and path[0] == "models" and path[2] == "fields"
    if is_field and last in here:
        here[last] = _ANY_FIELD
    else:
        here.pop(last, None)
