"""Document -> Spec: references checked, defaults filled in, every problem collected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scaffold.names import Identifier, Name, suggestion
from scaffold.spec import grammar, limits, units
from scaffold.spec.references import mentions
from scaffold.spec.resolution import Path, Resolution
from scaffold.spec.resolved import Auth, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.errors import Problem
    from scaffold.spec.application import SpecDocument
    from scaffold.spec.kinds.kind import Kind
    from scaffold.spec.language import Language
    from scaffold.spec.resolved import Spec


def resolve(
    language: Language, value: Mapping[str, Any], document: SpecDocument
) -> tuple[Spec | None, list[Problem]]:
    """Return the spec that a valid document describes, or None and what is wrong with it.

    `value` is what the document was read from, which has references where users wrote them.
    """
    auth = document.auth
    resolution = Resolution(has_auth=auth is not None, groups=auth.groups if auth else [])
    _check_application(resolution, document)
    for kind in language.kinds:
        _check_names(resolution, kind, document.entities(kind))
        _check_former_names(resolution, kind, document.entities(kind))
    _check_references(resolution, language, value, document)
    sections = {kind.section: _entities(resolution, kind, document) for kind in language.kinds}
    spec = language.spec_type(
        app=Name(document.app),
        title=document.title or Name(document.app).label,
        description=document.description or "",
        region=Identifier(document.region),
        runtime=Identifier(document.runtime),
        auth=Auth(auth.sign_up, tuple(map(Name, auth.groups))) if auth else None,
        stages=tuple(map(Name, document.stages)),
        theme=Theme(
            Identifier(units.parse_color(document.theme.color)), Identifier(document.theme.radius)
        ),
        engine=Identifier(document.local.engine),
        **sections,
    )
    limits.check(spec, resolution)
    return (None if resolution.problems else spec), resolution.problems


def _entities(resolution: Resolution, kind: Kind, document: SpecDocument) -> tuple[Any, ...]:
    definition = kind.definition()
    entities = tuple(
        definition.resolve(resolution, name, entity)
        for name, entity in document.entities(kind).items()
    )
    definition.check(resolution, entities)
    return entities


def _check_references(
    resolution: Resolution, language: Language, value: Mapping[str, Any], document: SpecDocument
) -> None:
    """Add an error for each unknown name of an entity, with the nearest one that exists."""
    known = {kind.name: document.entities(kind) for kind in language.kinds}
    for mention in mentions(language.document, dict(value)):
        names = known.get(mention.kind, {})
        if mention.name not in names:
            message = f'no {mention.kind} "{mention.name}"{suggestion(mention.name, names)}'
            resolution.add_error(mention.path, message, on_key=mention.on_key)


def _check_application(resolution: Resolution, document: SpecDocument) -> None:
    if Name(document.app).snake in grammar.RESERVED_APPS:
        message = f'"{document.app}" is the name of a Python module: choose another name'
        resolution.add_error(("app",), message)
    resolution.check_repeats(("stages",), document.stages)
    path: Path = ("auth", "groups")
    resolution.check_repeats(path, resolution.groups)
    for position, group in enumerate(resolution.groups):
        before = [other for other in resolution.groups[:position] if other != group]
        if group in grammar.ACCESS_WORDS:
            message = f'"{group}" is an access word: choose another name for the group'
            resolution.add_error((*path, position), message)
        elif alike := [other for other in before if Name(other).pascal == Name(group).pascal]:
            message = f'its resource would have the name of that of "{alike[0]}": choose another'
            resolution.add_error((*path, position), message)


def _check_names(resolution: Resolution, kind: Kind, names: Mapping[str, object]) -> None:
    """Add an error for each name that is reserved, or too like another of the kind."""
    resolution.check_distinct((kind.section,), names)
    for name in names:
        if Name(name).snake in grammar.KEYWORDS:
            message = f'"{name}" is a keyword of Python or TypeScript: choose another name'
            resolution.add_error((kind.section, name), message, on_key=True)


def _check_former_names(resolution: Resolution, kind: Kind, entities: Mapping[str, Any]) -> None:
    """Add errors for former names that are in use, claimed twice, or impossible."""
    taken = {Name(name).pascal.lower(): f'"{name}" still exists' for name in entities}
    for name, entity in entities.items():
        former = entity.renamed_from
        if former is None:
            continue
        path: Path = (kind.section, name, "renamed_from")
        identity = Name(former).pascal.lower()
        if former == name:
            resolution.add_error(path, "is its current name: remove renamed_from")
        elif Name(former).snake in grammar.KEYWORDS:
            resolution.add_error(path, f'"{former}" is reserved, so it never was a name')
        elif identity in taken:
            message = f"{taken[identity]}: write the name that this one had first"
            resolution.add_error(path, message)
        taken.setdefault(identity, f'"{name}" was "{former}" before')
