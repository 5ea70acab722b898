"""The safeguards of data that a changed condition turns off, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scaffold.cloudformation.values import as_integer, as_list, as_object, as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

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


@dataclass(frozen=True, slots=True)
class Where:
    """The stacks in which a condition holds: those whose parameter has a value, or all others."""

    parameter: str
    value: str
    is_other: bool = False

    def __str__(self) -> str:
        """Return the place as the end of a sentence."""
        return f"where {self.parameter} is {'not ' if self.is_other else ''}{self.value}"

    @property
    def negated(self) -> Where:
        """The stacks in which the condition does not hold."""
        return Where(self.parameter, self.value, not self.is_other)


def where_true(name: str, conditions: JsonObject) -> Where | None:
    """Return where a condition holds; None if it is not about a single value of a parameter."""
    return _where(conditions.get(name), conditions, frozenset({name}))


def _where(condition: Json, conditions: JsonObject, seen: frozenset[str]) -> Where | None:
    match condition:
        case {"Fn::Equals": [{"Ref": str(parameter)}, value] | [value, {"Ref": str(parameter)}]}:
            return Where(parameter, as_text(value))
        case {"Fn::Not": [inner]}:
            found = _where(inner, conditions, seen)
            return found.negated if found else None
        case {"Condition": str(name)} if name not in seen:
            return _where(conditions.get(name), conditions, seen | {name})
        case _:
            return None


def safeguard_warning(
    old: Resource, old_conditions: JsonObject, new: Resource, new_conditions: JsonObject
) -> str | None:
    """Return which safeguards of a resource's data are turned off, and where."""
    lost: dict[str, list[str]] = {}
    for path, words in _SAFEGUARDS.get(new.type, {}).items():
        before = _values(_value(old, path), old_conditions)
        after = tuple(_values(_value(new, path), new_conditions))
        for where, value in before:
            off = [place for place, other in after if _overlap(place, where) and not _is_on(other)]
            if _is_on(value) and off:
                lost.setdefault(_place(where or off[0]), []).append(words)
    sentences = (
        f"{' and '.join(words)} {'is' if len(words) == 1 else 'are'} turned off{place}."
        for place, words in lost.items()
    )
    return " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences) or None


def retention_warning(
    old: Resource, old_conditions: JsonObject, new: Resource, new_conditions: JsonObject
) -> str | None:
    """Return which log events are deleted because they are kept for a shorter time."""
    if new.type != "AWS::Logs::LogGroup":
        return None
    path = ("RetentionInDays",)
    after = tuple(_values(_value(new, path), new_conditions))
    for where, days in _values(_value(old, path), old_conditions):
        for place, kept in after:
            if _overlap(place, where) and _is_shorter(as_integer(kept, 0), as_integer(days, 0)):
                return f"Log events older than {kept} days are deleted{_place(where or place)}."
    return None


def _is_shorter(days: int, others: int) -> bool:
    """Compare retention times, of which 0 is for ever."""
    return days > 0 and (others == 0 or days < others)


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
    if before is None or after is None or before == after:
        return None
    added, removed = (before.negated, after.negated) if before.is_other else (after, before)
    return f"It is added {added}, and removed {removed}.{_danger(new)}"


def _danger(resource: Resource) -> str:
    flows = as_list(resource.properties.get("ExplicitAuthFlows"))
    if not {"ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"}.isdisjoint(map(as_text, flows)):
        return " With this client a password alone is enough to sign in."
    return ""


def _values(value: Json, conditions: JsonObject) -> Iterator[tuple[Where | None, Json]]:
    """Yield the values of a property with the stacks that have them; None for all of them."""
    match value:
        case {"Fn::If": [str(name), chosen, otherwise]} if chosen != otherwise:
            where = where_true(name, conditions)
            if where:
                yield where, chosen
                yield where.negated, otherwise
        case {"Fn::If": [_, chosen, _]}:
            yield None, chosen
        case _:
            yield None, value


def _overlap(place: Where | None, other: Where | None) -> bool:
    """Return True if some stack may be in both places."""
    if place is None or other is None or place.parameter != other.parameter:
        return True
    if place.is_other and other.is_other:
        return True
    return (place.value == other.value) == (place.is_other == other.is_other)


def _is_on(value: Json) -> bool:
    return as_text(value).lower() in _ON


def _value(resource: Resource, path: tuple[str, ...]) -> Json:
    value: Json = resource.properties
    for key in path:
        value = as_object(value).get(key)
    return value
