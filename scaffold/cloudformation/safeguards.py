"""The safeguards of data that a changed condition turns off, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.cloudformation.conditions import overlap, values_by_place, where_true
from scaffold.cloudformation.values import as_list, as_object, as_text

if TYPE_CHECKING:
    from scaffold.cloudformation.conditions import Where
    from scaffold.cloudformation.template import Resource
    from scaffold.cloudformation.values import Json, JsonObject

_ON: Final = frozenset({"true", "active", "enabled"})
_SAFEGUARDS: Final[dict[str, dict[tuple[str, ...], str]]] = {
    "AWS::Cognito::UserPool": {("DeletionProtection",): "deletion protection"},
    "AWS::DynamoDB::Table": {
        ("DeletionProtectionEnabled",): "deletion protection",
        ("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"): (
            "point-in-time recovery (with its backups)"
        ),
    },
    "AWS::S3::Bucket": {("VersioningConfiguration", "Status"): "versioning"},
}


def safeguard_warning(
    old: Resource, old_conditions: JsonObject, new: Resource, new_conditions: JsonObject
) -> str | None:
    """Return which safeguards of a resource's data are turned off, and where."""
    lost: dict[str, list[str]] = {}
    for path, words in _SAFEGUARDS.get(new.type, {}).items():
        before = values_by_place(_value(old, path), old_conditions)
        after = tuple(values_by_place(_value(new, path), new_conditions))
        for where, value in before:
            off = [place for place, other in after if overlap(place, where) and not _is_on(other)]
            if _is_on(value) and off:
                lost.setdefault(_place(where or off[0]), []).append(words)
    sentences = (
        f"{' and '.join(words)} {'is' if len(words) == 1 else 'are'} turned off{place}."
        for place, words in lost.items()
    )
    return " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences) or None


def _place(where: Where | None) -> str:
    return f" {where}" if where else ""


def placement_warning(
    old: Resource, old_conditions: JsonObject, new: Resource, new_conditions: JsonObject
) -> str | None:
    """Return where the condition of a resource adds it, or removes it."""
    if old.condition is None or old.condition != new.condition:
        return None
    before = where_true(old.condition, old_conditions)
    after = where_true(old.condition, new_conditions)
    if before == after:
        return None
    added, removed = (before.negated, after.negated) if before.is_other else (after, before)
    return f"It is added {added}, and removed {removed}.{_danger(new)}"


def _danger(resource: Resource) -> str:
    flows = as_list(resource.properties.get("ExplicitAuthFlows"))
    if not {"ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"}.isdisjoint(map(as_text, flows)):
        return " With this client a password alone is enough to sign in."
    return ""


def _is_on(value: Json) -> bool:
    return as_text(value).lower() in _ON


def _value(resource: Resource, path: tuple[str, ...]) -> Json:
    value: Json = resource.properties
    for key in path:
        value = as_object(value).get(key)
    return value
