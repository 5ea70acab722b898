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
    from scaffold.spec.application import AuthDocument, GroupDocument, SpecDocument
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
    groups = {each.name: each.renamed_from or each.name for each in auth.groups} if auth else {}
    resolution = Resolution(has_auth=auth is not None, groups=groups)
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
        auth=_auth(auth, groups) if auth else None,
        stages=tuple(map(Name, document.stages)),
        protected=_protected(resolution, document),
        theme=Theme(
            Identifier(units.parse_color(document.theme.color)), Identifier(document.theme.radius)
        ),
        engine=Identifier(document.local.engine),
        **sections,
    )
    limits.check(spec, resolution)
    return (None if resolution.problems else spec), resolution.problems


def _protected(resolution: Resolution, document: SpecDocument) -> tuple[Name, ...]:
    """Return the protected stages: without a word about them prod or, without that, the last."""
    stages = document.stages
    if document.protect is None:
        return (Name("prod" if "prod" in stages else stages[-1]),)
    resolution.check_repeats(("protect",), document.protect)
    for position, name in enumerate(document.protect):
        if name not in stages:
            message = f'no stage "{name}"{suggestion(name, stages)}'
            resolution.add_error(("protect", position), message)
    return tuple(map(Name, document.protect))


def _auth(document: AuthDocument, groups: Mapping[str, str]) -> Auth:
    renamed = tuple((Name(word), Name(name)) for name, word in groups.items() if word != name)
    return Auth(document.sign_up, tuple(map(Name, groups.values())), renamed)


def _entities(resolution: Resolution, kind: Kind, document: SpecDocument) -> tuple[Any, ...]:
    definition = kind.definition()
    documents = document.entities(kind)
    resolved = tuple(
        definition.resolve(resolution, name, entity) for name, entity in documents.items()
    )
    entities = definition.complete(documents, resolved)
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
    _check_groups(resolution, document.auth.groups if document.auth else [])


def _check_groups(resolution: Resolution, groups: list[GroupDocument]) -> None:
    names = [group.name for group in groups]
    path: Path = ("auth", "groups")
    resolution.check_repeats(path, names)
    words: dict[str, str] = {}
    for position, group in enumerate(groups):
        place = (*path, position)
        if group.name in {*grammar.ACCESS_WORDS, grammar.FUNCTIONS}:
            message = f'"{group.name}" is an access word: choose another name for the group'
            resolution.add_error(place, message)
        former = group.renamed_from
        if former == group.name:
            message = "is its current name: remove renamed_from"
            resolution.add_error((*place, "renamed_from"), message)
        elif former in {*names, *grammar.ACCESS_WORDS}:
            message = f'"{former}" is in use: write the name that this one had first'
            resolution.add_error((*place, "renamed_from"), message)
            former = None
        # Its resource keeps the first name.
        word = Name(former or group.name).pascal
        other = words.setdefault(word, group.name)
        if other != group.name:
            message = f'its resource would have the name of that of "{other}": choose another'
            resolution.add_error(place, message)


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
