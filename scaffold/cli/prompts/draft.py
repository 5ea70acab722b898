"""The spec as far as it has been answered, and what its rules say to the next answer."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from scaffold.spec import reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from scaffold.cli.prompts.questions import Check
    from scaffold.errors import Problem
    from scaffold.spec.resolved import Spec

# What a YAML parser would return: not checked yet, so not typed yet.
Document: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A spec document that grows; every change makes another draft."""

    document: Document

    @property
    def spec(self) -> Spec | None:
        """The spec, unless an earlier answer no longer fits a later one."""
        return reader.read(self.document)[0]

    @property
    def problems(self) -> list[str]:
        """What does not fit, each with its path."""
        return [_located(problem) for problem in reader.read(self.document)[1]]

    @property
    def has_auth(self) -> bool:
        """Whether people sign in."""
        return "auth" in self.document

    @property
    def groups(self) -> list[str]:
        """The groups of users."""
        return list(self.at("auth", "groups", default=[]))

    def names(self, kind: str) -> list[str]:
        """The names of the models, buckets or functions."""
        return list(self.at(kind, default={}))

    def at(self, *path: str, default: Any = None) -> Any:  # noqa: ANN401 - a document's value
        """What has been answered for a path."""
        here: Any = self.document
        for part in path:
            if not isinstance(here, dict) or here.get(part) is None:
                return default
            here = here[part]
        return here

    def put(self, value: object, *path: str) -> Draft:
        """A draft with the value in its place."""
        document = copy.deepcopy(self.document)
        here = document
        *parents, last = path
        for part in parents:
            if not isinstance(here.get(part), dict):
                here[part] = {}
            here = here[part]
        here[last] = value
        return Draft(document)

    def put_unless(self, default: object, value: object, *path: str) -> Draft:
        """A draft with the value or, where that is the default anyway, without it."""
        return self.drop(*path) if value == default else self.put(value, *path)

    def drop(self, *path: str) -> Draft:
        """A draft without what is at the path, nor the section that this empties."""
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
        """What the rules have against a value there, in their own words."""
        return self._news(self.put(value, *path), path)

    def rules(self, *path: str, read: Callable[[str], object] = str) -> Check:
        """The check of a line that, once read, is to be put there."""
        return lambda line: self.problem_with(read(line), *path)

    def problem_without(self, *path: str) -> str | None:
        """What the rules have against leaving out what is there."""
        return self._news(self.drop(*path), path)

    def _news(self, changed: Draft, path: tuple[str, ...]) -> str | None:
        known = reader.read(self.document)[1]
        found = [one for one in reader.read(changed.document)[1] if one not in known]
        if not found:
            return None
        own = [problem for problem in found if problem.path[: len(path)] == path]
        return own[0].message if own else _located(found[0])


def _located(problem: Problem) -> str:
    path = reader.dotted(problem.path)
    return f"{path}: {problem.message}" if path else problem.message
