"""The spec as answered so far, and the checks that its rules give the next answer."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from scaffold.spec import reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from scaffold.cli.prompts.prompter import Check
    from scaffold.errors import Problem
    from scaffold.spec.resolved import Spec

# Parsed YAML, before validation: not typed yet.
Document: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """An immutable spec document; every change returns another draft."""

    document: Document

    @property
    def spec(self) -> Spec | None:
        """The validated spec; None while two answers contradict each other."""
        return reader.read(self.document)[0]

    @property
    def problems(self) -> list[str]:
        """The validation errors, each with its path."""
        return [_located(problem) for problem in reader.read(self.document)[1]]

    @property
    def has_auth(self) -> bool:
        """True if people sign in."""
        return "auth" in self.document

    @property
    def groups(self) -> list[str]:
        """The groups of users."""
        groups = self.at("auth", "groups", default=[])
        return [group["name"] if isinstance(group, dict) else group for group in groups]

    def names(self, section: str) -> list[str]:
        """Return the names of the entities in a section such as `models`."""
        return list(self.at(section, default={}))

    def at(self, *path: str, default: Any = None) -> Any:  # noqa: ANN401 - a document's value
        """Return the value at a path, or the default."""
        here: Any = self.document
        for part in path:
            if not isinstance(here, dict) or here.get(part) is None:
                return default
            here = here[part]
        return here

    def put(self, value: object, *path: str) -> Draft:
        """Return a draft with the value at the path."""
        document = copy.deepcopy(self.document)
        here = document
        *parents, last = path
        for part in parents:
            if not isinstance(here.get(part), dict):
                here[part] = {}
            here = here[part]
        here[last] = value
        return Draft(document)

    def put_unless_default(self, default: object, value: object, *path: str) -> Draft:
        """Return a draft with the value at the path, or with nothing there for the default."""
        return self.drop(*path) if value == default else self.put(value, *path)

    def drop(self, *path: str) -> Draft:
        """Return a draft without the value at the path, nor the section that this empties."""
        document = copy.deepcopy(self.document)
        here: Any = document
        *parents, last = path
        for part in parents:
            here = here.get(part)
            if not isinstance(here, dict):
                return self
        here.pop(last, None)
        if len(parents) == 1 and not here and parents != ["auth"]:
            del document[parents[0]]
        return Draft(document)

    def problem_with(self, value: object, *path: str) -> str | None:
        """Return the first validation error that the value would cause at the path."""
        return self._first_new_problem(self.put(value, *path), path)

    def problem_without(self, *path: str) -> str | None:
        """Return the first validation error that dropping the path would cause."""
        return self._first_new_problem(self.drop(*path), path)

    def check_at(self, *path: str, read: Callable[[str], object] = str) -> Check:
        """Return a check of the lines whose values, once read, go to the path."""
        return lambda line: self.problem_with(read(line), *path)

    def _first_new_problem(self, changed: Draft, path: tuple[str, ...]) -> str | None:
        known = reader.read(self.document)[1]
        new = [problem for problem in reader.read(changed.document)[1] if problem not in known]
        if not new:
            return None
        own = [problem for problem in new if problem.path[: len(path)] == path]
        return own[0].message if own else _located(new[0])


def _located(problem: Problem) -> str:
    path = reader.dotted(problem.path)
    return f"{path}: {problem.message}" if path else problem.message
