"""The stacks in which a condition holds, and in which a property has a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scaffold.cloudformation.values import as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.cloudformation.values import Json, JsonObject


@dataclass(frozen=True, slots=True)
class Where:
    """The stacks in which a condition holds: those whose parameter has a value, or all others.

    A condition that is about anything else stands for itself: it "is true".
    """

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


def where_true(name: str, conditions: JsonObject) -> Where:
    """Return where a condition holds."""
    return _where(conditions.get(name), conditions, frozenset({name})) or Where(name, "true")


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


def values_by_place(value: Json, conditions: JsonObject) -> Iterator[tuple[Where | None, Json]]:
    """Yield the values of a property with the stacks that have them; None for all of them."""
    match value:
        case {"Fn::If": [str(name), chosen, otherwise]} if chosen != otherwise:
            where = where_true(name, conditions)
            yield where, chosen
            yield where.negated, otherwise
        case {"Fn::If": [_, chosen, _]}:
            yield None, chosen
        case _:
            yield None, value


def overlap(place: Where | None, other: Where | None) -> bool:
    """Return True if some stack may be in both places."""
    if place is None or other is None or place.parameter != other.parameter:
        return True
    if place.is_other and other.is_other:
        return True
    return (place.value == other.value) == (place.is_other == other.is_other)
