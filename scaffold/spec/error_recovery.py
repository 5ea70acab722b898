"""A document without its wrong parts, to find what is wrong with the rest."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import TypeAdapter, ValidationError

from scaffold.spec.document import Node, documents_at, nodes_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scaffold.errors import Problem
    from scaffold.spec.document import Document


# The start of a name in place of one that no entity may have: of letters, for every kind of name.
_STAND_IN: Final = "nameless"


class Recovery:
    """A copy of a document in which every place with a problem has a harmless value or none."""

    def __init__(self, value: dict[str, Any], document: type[Document]) -> None:
        self.rest = copy.deepcopy(value)
        self._document = document
        written = repr(value)
        self._stand_in = _STAND_IN
        while self._stand_in in written:
            self._stand_in += "x"
        self._names: dict[str, str] = {}
        self._name_types: dict[tuple[str, ...], list[TypeAdapter[str]]] = {}

    def take_out(self, problems: Iterable[Problem]) -> None:
        """Replace what problems are about, also those that a former replacement has left."""
        for problem in problems:
            self._take_out(problem)
        _fill_in(self.rest, (Node(self._document),))

    def as_written(self, problem: Problem) -> Problem:
        """Return a problem of the copy in the names of the document."""
        if not self._names:
            return problem
        path = tuple(self._names.get(str(part), part) for part in problem.path)
        stand_ins = rf"{self._stand_in}\d+"
        message = re.sub(
            stand_ins, lambda match: self._names.get(match[0], match[0]), problem.message
        )
        return problem._replace(path=path, message=message)

    def _take_out(self, problem: Problem) -> None:
        path = _mapping_path(problem.path)
        if not path or self._rename_item(problem.path):
            return
        *parents, last = path
        here: Any = self.rest
        for key in parents:
            here = here.get(key)
            if not isinstance(here, dict):
                return
        if last not in here:
            return
        if problem.on_key and not self._is_name(last, tuple(parents)):
            self._rename(here, last)
            return
        # Another value would not mend a wrong key, which would hide the errors elsewhere.
        found = () if problem.on_key else documents_at(self._document, path)
        stand_in = next((each.stand_in for each in found), None)
        if stand_in is None:
            del here[last]
        else:
            here[last] = stand_in

    def _rename_item(self, path: tuple[str | int, ...]) -> bool:
        """Replace a wrong name in a list of names, whose other items may be wrong too."""
        *parents, position = path
        nodes = nodes_at(self._document, path) if isinstance(position, int) else ()
        here: Any = self.rest
        for part in parents if nodes else ():
            here = here.get(part) if isinstance(here, dict) else None
        is_name = all(node.type is str for node in nodes) and isinstance(here, list)
        if not is_name or not isinstance(here[position], str):
            return False
        stand_in = f"{self._stand_in}{len(self._names)}"
        self._names[stand_in] = here[position]
        here[position] = stand_in
        return True

    def _is_name(self, text: str, mapping: tuple[str, ...]) -> bool:
        """Return False for what cannot be a name in the mapping at a path."""
        if mapping not in self._name_types:
            keys = (key for node in nodes_at(self._document, mapping) for key in node.keys)
            self._name_types[mapping] = [
                TypeAdapter(Annotated[key.type, *key.notes]) for key in keys
            ]
        try:
            for name_type in self._name_types[mapping]:
                name_type.validate_python(text)
        except ValidationError:
            return False
        return True

    def _rename(self, mapping: dict[str, Any], name: str) -> None:
        stand_in = f"{self._stand_in}{len(self._names)}"
        self._names[stand_in] = name
        mapping[stand_in] = mapping.pop(name)


def _mapping_path(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the path up to a list: taking out one item would move the others."""
    keys: list[str] = []
    for part in path:
        if isinstance(part, int):
            break
        keys.append(part)
    return tuple(keys)


def _fill_in(value: object, nodes: Iterable[Node]) -> None:
    """Put values in place of required keys that are missing or empty."""
    if not isinstance(value, dict):
        return
    for node in nodes:
        for key, stand_in in node.document.stand_ins.items() if node.document else ():
            value[key] = value.get(key) or copy.deepcopy(stand_in)
        for key, inner in value.items():
            _fill_in(inner, node.child(key))
