"""Data that is deleted by itself once it is old, and updates that make this happen sooner."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from scaffold.cloudformation.conditions import overlap, values_by_place
from scaffold.cloudformation.values import as_boolean, as_integer, as_list, as_object, as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scaffold.cloudformation.conditions import Where
    from scaffold.cloudformation.template import Resource
    from scaffold.cloudformation.values import Json, JsonObject

_QUEUE_SECONDS: Final = 345_600
_SECONDS_PER_HOUR: Final = 3600


@dataclass(frozen=True, slots=True)
class _Expiry:
    """An age at which a store deletes data, and in which stacks; `prefix` is of object keys."""

    contents: str
    age: int
    unit: str
    where: Where | None
    prefix: str = ""

    def concerns(self, other: _Expiry) -> bool:
        """Return True if the other deletes some of what this one deletes."""
        is_same = self.contents == other.contents and other.prefix.startswith(self.prefix)
        return is_same and overlap(self.where, other.where)

    def loss(self, where: Where | None) -> str:
        """Return what is lost in these stacks, as a sentence."""
        under = f" under {self.prefix}" if self.prefix else ""
        age = f" older than {self.age} {self.unit}" if self.unit else ""
        place = f" {where}" if where else ""
        return f"{self.contents}{under}{age} are deleted{place}."


def expiry_warning(
    old: Resource, old_conditions: JsonObject, new: Resource, new_conditions: JsonObject
) -> str | None:
    """Return which data an update deletes because it may be less old than before."""
    before = [*_expiries(old, old_conditions)]
    losses = dict.fromkeys(
        expiry.loss(where)
        for expiry in _expiries(new, new_conditions)
        for where in _lost_where(expiry, [each for each in before if each.concerns(expiry)])
    )
    return " ".join(losses) or None


def _lost_where(new: _Expiry, old: list[_Expiry]) -> Iterator[Where | None]:
    """Yield the stacks in which data was kept longer before, or for ever."""
    places = [each.where for each in old]
    if not any(_contains(place, new.where) or _negated(place) in places for place in places):
        yield new.where
    for each in old:
        sooner = [other for other in old if other.age <= new.age]
        if each.age > new.age and not any(_contains(other.where, each.where) for other in sooner):
            yield each.where or new.where


def _contains(place: Where | None, other: Where | None) -> bool:
    """Return True if every stack of another place is in this one."""
    return place is None or (other is not None and not overlap(place.negated, other))


def _negated(place: Where | None) -> Where | None:
    return place.negated if place else None


def _expiries(resource: Resource, conditions: JsonObject) -> Iterator[_Expiry]:
    find = _FINDERS.get(resource.type)
    if find is None:
        return
    name, read = find
    for where, value in values_by_place(resource.properties.get(name), conditions):
        for expiry in read(value):
            yield replace(expiry, where=where)


def _of_log_events(days: Json) -> Iterator[_Expiry]:
    if as_integer(days, 0):
        yield _Expiry("Log events", as_integer(days, 0), "days", None)


def _of_messages(seconds: Json) -> Iterator[_Expiry]:
    hours = as_integer(seconds, _QUEUE_SECONDS) // _SECONDS_PER_HOUR
    yield _Expiry("Messages", hours, "hours", None)


def _of_items(value: Json) -> Iterator[_Expiry]:
    ttl = as_object(value)
    if as_boolean(ttl.get("Enabled")):
        yield _Expiry(f"Items whose {as_text(ttl.get('AttributeName'))} has passed", 0, "", None)


def _of_objects(value: Json) -> Iterator[_Expiry]:
    for rule in map(as_object, as_list(as_object(value).get("Rules"))):
        former = as_object(rule.get("NoncurrentVersionExpiration")).get("NoncurrentDays")
        ages = {
            "Objects": as_integer(rule.get("ExpirationInDays"), 0),
            "Former versions of objects": as_integer(former, 0),
        }
        for contents, days in ages.items():
            if days and as_text(rule.get("Status")) == "Enabled":
                yield _Expiry(contents, days, "days", None, as_text(rule.get("Prefix")))


_FINDERS: Final[dict[str, tuple[str, Callable[[Json], Iterator[_Expiry]]]]] = {
    "AWS::DynamoDB::GlobalTable": ("TimeToLiveSpecification", _of_items),
    "AWS::DynamoDB::Table": ("TimeToLiveSpecification", _of_items),
    "AWS::Logs::LogGroup": ("RetentionInDays", _of_log_events),
    "AWS::S3::Bucket": ("LifecycleConfiguration", _of_objects),
    "AWS::SQS::Queue": ("MessageRetentionPeriod", _of_messages),
}
