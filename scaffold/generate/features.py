"""The table of features: a folder of templates, and when an application has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scaffold.spec.kinds.kind import Kind
    from scaffold.spec.resolved import Spec


class Feature(NamedTuple):
    """A condition on the spec, in words and as a function."""

    reason: str
    applies: Callable[[Spec], bool]


# The folder of a kind, such as `models`, is a feature without a line here. Shared files have the
# parts of features in this order: the application's, those of kinds, and those of their options.
_APPLICATION: Final[dict[str, Feature]] = {
    "base": Feature("every application has it", lambda _: True),
    "auth": Feature("the application has auth", lambda spec: spec.auth is not None),
    "anonymous": Feature("the application has no auth", lambda spec: spec.auth is None),
}
_OPTIONS: Final[dict[str, Feature]] = {
    "refs": Feature("a model refers to another", lambda spec: spec.refs),
    "files": Feature("a model has a file field", lambda spec: bool(spec.models_with_files)),
    "includes": Feature("a client sees a ref or a file field", lambda spec: spec.links),
    "included_items": Feature("a client sees a ref field", lambda spec: spec.shown_refs),
    "data": Feature(
        "the application has models or buckets", lambda spec: bool(spec.models or spec.buckets)
    ),
    "migrations": Feature(
        "the form of stored items has changed",
        lambda spec: any(model.migrations for model in spec.models),
    ),
    "pages": Feature(
        "the application has models, buckets or groups to show", lambda spec: spec.pages
    ),
    "access": Feature(
        "the application has auth, and models or buckets",
        lambda spec: spec.auth is not None and bool(spec.models or spec.buckets),
    ),
    "cards": Feature(
        "a model is shown as cards, or has a file field", lambda spec: bool(spec.cards)
    ),
    "write_rules": Feature(
        "a field has its own rule for who may set it",
        lambda spec: any(
            field.write and field.is_input for model in spec.models for field in model.fields
        ),
    ),
    "drafts": Feature(
        "the application has models and auth", lambda spec: bool(spec.models and spec.auth)
    ),
    "get_endpoints": Feature(
        "a function has an http trigger for GET, and there is nothing else to show",
        lambda spec: bool(spec.get_endpoints) and not spec.pages,
    ),
    "uploads": Feature("a function has an upload trigger", lambda spec: spec.uploads),
    "endpoints": Feature(
        "a function has an http trigger",
        lambda spec: any(function.http for function in spec.functions),
    ),
    "calls": Feature("a function calls another", lambda spec: spec.calls),
    "groups": Feature(
        "auth.groups has admins",
        lambda spec: spec.auth is not None and spec.auth.managed_groups,
    ),
}


def features(kinds: tuple[Kind, ...]) -> Mapping[str, Feature]:
    """Return every feature by the name of its folder, the section of each kind included."""
    return {**_APPLICATION, **{kind.section: _feature_of(kind) for kind in kinds}, **_OPTIONS}


def features_of(spec: Spec) -> tuple[str, ...]:
    """Return the features that an application has, in the order of their parts in shared files."""
    from scaffold.spec.language import kinds_of  # noqa: PLC0415 - start-up time

    table = features(kinds_of(type(spec)))
    return tuple(name for name, feature in table.items() if feature.applies(spec))


def _feature_of(kind: Kind) -> Feature:
    return Feature(f"the application has {kind.section}", lambda spec: bool(spec.entities(kind)))
