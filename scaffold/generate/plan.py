"""Spec + catalog -> the files of an application."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.generate.features import features_of
from scaffold.spec.language import kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scaffold.generate.catalog import Catalog, Template
    from scaffold.spec.kinds.kind import Entity
    from scaffold.spec.resolved import Spec


class Repeated(NamedTuple):
    """The things that a template has a file for each of: the word in its path, and the section."""

    name: str
    section: str


# They follow from what the spec says of models: it has no section for them.
_DERIVED: Final = (Repeated("migration", "migrations"), Repeated("card", "cards"))
_BRACES: Final = re.compile(r"\{(\w+)\}")


class PathClashError(ScaffoldError):
    """Two templates, or one for two entities, generate the same file."""

    def __init__(self, first: PlannedFile, second: PlannedFile) -> None:
        self.first, self.second = first, second
        clash = f"{second.target} comes from both {first.id} and {second.id}"
        super().__init__(f"{clash}; rename one template.")


class PlaceholderError(ScaffoldError):
    """A template's path has braces that name no kind of entity, or more than one."""


class PlannedFile(NamedTuple):
    """A file to generate, from a template and, where its path names a kind, for an entity."""

    target: PurePosixPath
    template: Template
    kind: str | None = None
    entity: Entity | None = None

    @property
    def id(self) -> str:
        """The template and the entity by its first name, `models.video`.

        It stays the same when the file moves.
        """
        entity = f" {self.kind}s.{self.entity.identity}" if self.entity else ""
        return f"{self.template.source}{entity}"


def plan(spec: Spec, catalog: Catalog) -> tuple[PlannedFile, ...]:
    """Return the files of an application, sorted by path.

    Raises PathClashError if two have the same path.
    """
    present = set(features_of(spec))
    repeated = [Repeated(kind.name, kind.section) for kind in kinds_of(type(spec))]
    kinds = {word: kind for kind in (*repeated, *_DERIVED) for word in kind}
    # By what a file system that ignores case takes for the name.
    files: dict[str, PlannedFile] = {}
    for template in catalog.templates:
        if template.feature not in present:
            continue
        for file in _expand(template, spec, kinds):
            other = files.setdefault(str(file.target).casefold(), file)
            if other is not file:
                raise PathClashError(other, file)
    return tuple(sorted(files.values(), key=lambda file: file.target))


def _expand(template: Template, spec: Spec, kinds: Mapping[str, Repeated]) -> Iterable[PlannedFile]:
    """Yield one file or, if the path names a kind of entity, one per entity of that kind."""
    kind = _kind_in_path(template, kinds)
    if kind is None:
        yield PlannedFile(_fill(template, spec, {}), template)
        return
    for entity in getattr(spec, kind.section):
        spellings: dict[str, str] = {
            kind.name: entity.name.snake,
            kind.name.capitalize(): entity.name.pascal,
            kind.section: entity.plural.kebab,
        }
        yield PlannedFile(_fill(template, spec, spellings), template, kind.name, entity)


def _kind_in_path(template: Template, kinds: Mapping[str, Repeated]) -> Repeated | None:
    """Return the kind that the braces in a path name: `{model}`, `{Model}` or `{models}`."""
    names = {name.lower() for name in _BRACES.findall(str(template.target))} - {"package"}
    if unknown := sorted(names - kinds.keys()):
        raise PlaceholderError(
            f"templates/{template.source}: {{{unknown[0]}}} is not a kind of entity"
        )
    found = {kinds[name].name: kinds[name] for name in names}
    if len(found) > 1:
        raise PlaceholderError(f"templates/{template.source} names more than one kind of entity")
    return next(iter(found.values()), None)


def _fill(template: Template, spec: Spec, spellings: dict[str, str]) -> PurePosixPath:
    if not _BRACES.search(str(template.target)):
        return template.target
    known = {"package": spec.package, **spellings}
    return PurePosixPath(_BRACES.sub(lambda match: known[match[1]], str(template.target)))
