"""A document without its wrong parts, to find what is wrong with the rest."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from scaffold.spec.document import Node, documents_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scaffold.errors import Problem
    from scaffold.spec.document import Document


def without(
    value: dict[str, Any], problems: Iterable[Problem], document: type[Document]
) -> dict[str, Any]:
    """Return a copy in which every place with a problem has a harmless value or none."""
    rest = copy.deepcopy(value)
    for problem in problems:
        _take_out(rest, problem, document)
    _fill_in(rest, (Node(document),))
    return rest


def _mapping_path(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the path up to a list: taking out one item would move the others."""
    keys: list[str] = []
    for part in path:
        if isinstance(part, int):
            break
        keys.append(part)
    return tuple(keys)


def _take_out(rest: dict[str, Any], problem: Problem, document: type[Document]) -> None:
    path = _mapping_path(problem.path)
    if not path:
        return
    *parents, last = path
    here: Any = rest
    for key in parents:
        here = here.get(key)
        if not isinstance(here, dict):
            return
    stand_in = next((found.stand_in for found in documents_at(document, path)), None)
    # Another value would not mend a wrong key, which would hide the errors elsewhere.
    if stand_in is not None and last in here and not problem.on_key:
        here[last] = stand_in
    else:
        here.pop(last, None)


def _fill_in(value: object, nodes: Iterable[Node]) -> None:
    """Put values in place of required keys that are missing or empty."""
    if not isinstance(value, dict):
        return
    for node in nodes:
        for key, stand_in in node.document.stand_ins.items() if node.document else ():
            value[key] = value.get(key) or copy.deepcopy(stand_in)
        for key, inner in value.items():
            _fill_in(inner, node.child(key))
