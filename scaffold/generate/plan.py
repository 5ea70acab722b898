"""Spec + catalog -> the files of an application."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, TypeAlias

from scaffold.errors import ScaffoldError
from scaffold.generate.features import features_of
from scaffold.spec.functions import Function
from scaffold.spec.model import Bucket, Model, Spec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scaffold.generate.catalog import Catalog, Template

Entity: TypeAlias = Model | Bucket | Function

_BRACES: Final = re.compile(r"\{(\w+)\}")


class PathClashError(ScaffoldError):
    """Two templates make the same file."""

    def __init__(self, target: PurePosixPath, one: str, two: str) -> None:
        super().__init__(f"{target} comes from both {one} and {two}; rename one template.")


class PlaceholderError(ScaffoldError):
    """A template's path has braces that name nothing, or two kinds of entity."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to be made: from which template, and for which entity where there is one."""

    target: PurePosixPath
    template: Template
    kind: str | None = None
    entity: Entity | None = None

    @property
    def id(self) -> str:
        """What stays when the file moves: the template and the entity, `models.video`.

        A renamed entity is still called by its first name.
        """
        entity = f" {self.kind}s.{self.entity.identity}" if self.entity else ""
        return f"{self.template.source}{entity}"


def plan(spec: Spec, catalog: Catalog) -> tuple[PlannedFile, ...]:
    """The files of an application, sorted by path; two for one path are an error."""
    features = features_of(spec)
    files: dict[PurePosixPath, PlannedFile] = {}
    for template in catalog.templates:
        if template.feature not in features:
            continue
        for file in _expand(template, spec):
            other = files.setdefault(file.target, file)
            if other is not file:
                raise PathClashError(file.target, other.id, file.id)
    return tuple(sorted(files.values(), key=lambda file: file.target))


def _expand(template: Template, spec: Spec) -> Iterable[PlannedFile]:
    """One file or, where the path names a kind of entity, one for each of that kind."""
    names = set(_BRACES.findall(str(template.target)))
    kinds = {name.lower().removesuffix("s") for name in names} - {"package"}
    if not kinds:
        yield PlannedFile(_fill(template, spec, {}), template)
        return
    if len(kinds) > 1:
        raise PlaceholderError(f"templates/{template.source} names more than one kind of entity")
    kind = kinds.pop()
    for entity in _entities(kind, spec, template):
        spellings: dict[str, str] = {
            kind: entity.name.snake,
            kind.capitalize(): entity.name.pascal,
            f"{kind}s": entity.name.plural.kebab,
        }
        yield PlannedFile(_fill(template, spec, spellings), template, kind, entity)


def _entities(kind: str, spec: Spec, template: Template) -> Iterable[Entity]:
    match kind:
        case "model":
            return spec.models
        case "bucket":
            return spec.buckets
        case "function":
            return spec.functions
        case _:
            raise PlaceholderError(f"templates/{template.source}: {{{kind}}} is no kind of entity")


def _fill(template: Template, spec: Spec, spellings: dict[str, str]) -> PurePosixPath:
    if not _BRACES.search(str(template.target)):
        return template.target
    known = {"package": spec.package, **spellings}
    return PurePosixPath(_BRACES.sub(lambda match: known[match[1]], str(template.target)))
