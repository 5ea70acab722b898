"""Names that would clash or break in the generated code."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from scaffold.names import Name
from scaffold.spec import grammar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scaffold.spec.document import (
        BucketDocument,
        FunctionDocument,
        ModelDocument,
        SpecDocument,
    )
    from scaffold.spec.resolve import Path, Resolution

    Renamable: TypeAlias = ModelDocument | BucketDocument | FunctionDocument


def check(work: Resolution) -> None:
    """Note every name that is reserved, or that differs from another only by case or plural."""
    document = work.document
    if Name(document.app).snake in grammar.RESERVED_APPS:
        work.refuse(("app",), f'"{document.app}" is the name of a Python module: choose another')
    _check_entities(work, "models", document.models, grammar.RESERVED_MODELS)
    _check_entities(work, "buckets", document.buckets, frozenset())
    _check_entities(work, "functions", document.functions, frozenset())
    _check_former(work, "models", document.models, grammar.RESERVED_MODELS)
    _check_former(work, "buckets", document.buckets, frozenset())
    _check_former(work, "functions", document.functions, frozenset())
    for model, one in document.models.items():
        path: Path = ("models", model, "fields")
        _check_similar(work, path, one.fields)
        for field in one.fields:
            _check_field(work, (*path, field), field)
    _check_logical_ids(work)
    _check_schemas(work)
    _check_lists(work)


def _check_entities(
    work: Resolution, kind: str, names: Mapping[str, object], reserved: frozenset[str]
) -> None:
    _check_similar(work, (kind,), names)
    for name in names:
        if Name(name).snake in grammar.KEYWORDS | reserved:
            message = f'"{name}" has a meaning of its own in the generated code: choose another'
            work.refuse((kind, name), message, on_key=True)


def _check_former(
    work: Resolution, kind: str, entities: Mapping[str, Renamable], reserved: frozenset[str]
) -> None:
    """Note former names that are still in use, claimed twice, or that nothing could have had."""
    taken = {Name(name).pascal.lower(): f'"{name}" is still there' for name in entities}
    for name, entity in entities.items():
        former = entity.renamed_from
        if former is None:
            continue
        path: Path = (kind, name, "renamed_from")
        identity = Name(former).pascal.lower()
        if former == name:
            work.refuse(path, "is the name that it has now: take renamed_from out")
        elif Name(former).snake in grammar.KEYWORDS | reserved:
            work.refuse(path, f'"{former}" cannot be a name, so it never was one')
        elif identity in taken:
            work.refuse(path, f"{taken[identity]}: write the name that this one had at first")
        taken.setdefault(identity, f'"{name}" was "{former}" before')


def _check_field(work: Resolution, path: Path, name: str) -> None:
    if name in grammar.SYSTEM_FIELDS:
        work.refuse(path, f'every item has "{name}" already', on_key=True)
    elif name in grammar.RESERVED_FIELDS | grammar.KEYWORDS:
        message = f'"{name}" has a meaning of its own in the generated code: choose another'
        work.refuse(path, message, on_key=True)


def _check_similar(work: Resolution, path: Path, names: Iterable[str]) -> None:
    """Compare the singulars, letters and digits only: what differs less would be confused."""
    seen: dict[str, str] = {}
    for name in names:
        plain = Name(name).singular.replace("_", "")
        if plain in seen:
            message = f'too like "{seen[plain]}": names must differ by more than case or plural'
            work.refuse((*path, name), message, on_key=True)
        seen.setdefault(plain, name)


def _check_logical_ids(work: Resolution) -> None:
    """One CloudFormation logical id, so one Lambda function, for one entity."""
    owners = {"health": "the health check", "groups": "the management of groups"}
    for path, stem in _logical_stems(work.document):
        taken = owners.get(stem.lower())
        if taken:
            message = f"its resources would have the names of {taken}: choose another"
            work.refuse(path, message, on_key=True)
        owners.setdefault(stem.lower(), " ".join(map(str, path)))


def _logical_stems(document: SpecDocument) -> Iterable[tuple[Path, str]]:
    for model in document.models:
        yield ("models", model), Name(model).pascal
    for bucket in document.buckets:
        yield ("buckets", bucket), f"{Name(bucket).pascal}Bucket"
    for function in document.functions:
        yield ("functions", function), Name(function).pascal


def _check_schemas(work: Resolution) -> None:
    """`video` and `video_input` would both define the type VideoInput."""
    seen: dict[str, str] = {}
    for model in work.document.models:
        for suffix in ("", "Input", "Patch", "Page"):
            name = f"{Name(model).pascal}{suffix}"
            if seen.setdefault(name, model) != model:
                message = f'the type {name} would clash with that of "{seen[name]}"'
                work.refuse(("models", model), message, on_key=True)


def _check_lists(work: Resolution) -> None:
    document = work.document
    _check_repeats(work, ("stages",), document.stages)
    if document.auth is None:
        return
    path: Path = ("auth", "groups")
    groups = document.auth.groups
    _check_repeats(work, path, groups)
    for position, group in enumerate(groups):
        before = [one for one in groups[:position] if one != group]
        if group in grammar.ACCESS_WORDS:
            message = f'"{group}" is an access word: call the group something else'
            work.refuse((*path, position), message)
        elif alike := [one for one in before if Name(one).pascal == Name(group).pascal]:
            message = f'its resource would have the name of that of "{alike[0]}": choose another'
            work.refuse((*path, position), message)


def _check_repeats(work: Resolution, path: Path, names: list[str]) -> None:
    for position, name in enumerate(names):
        if name in names[:position]:
            work.refuse((*path, position), f'"{name}" is named twice')
