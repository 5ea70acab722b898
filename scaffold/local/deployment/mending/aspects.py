"""A property of a resource: what the template wants, what there is, and how to change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from scaffold.local.deployment.values import Object, a_text, an_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from scaffold.local.application import Json

Client: TypeAlias = Any
# What an API answers about what was never set.
_NOTHING: Final = frozenset(
    {
        "NoSuchCORSConfiguration",
        "NoSuchLifecycleConfiguration",
        "NoSuchPublicAccessBlockConfiguration",
        "OwnershipControlsNotFoundError",
        "ServerSideEncryptionConfigurationNotFoundError",
    }
)


@dataclass(frozen=True, slots=True)
class Aspect:
    """One property; `wanted` turns it, with all properties at hand, into the API's own form."""

    name: str
    wanted: Callable[[Object], Json]
    read: Callable[[Client, str, Object], Json]
    # Absent: the API cannot change it later.
    write: Callable[[Client, str, Object, Json], object] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """The service of a resource type, and what is read back of it."""

    service: str
    aspects: tuple[Aspect, ...]


def mend(kind: Kind, client: Client, physical: str, properties: Object) -> Iterable[str]:
    """Mend what differs; gives the names of the properties that stay different."""
    for aspect in kind.aspects:
        if aspect.name not in properties:
            continue
        wanted = aspect.wanted(properties)
        if satisfies(_found(aspect, client, physical, properties), wanted):
            continue
        if aspect.write is not None:
            aspect.write(client, physical, properties, wanted)
            if satisfies(_found(aspect, client, physical, properties), wanted):
                continue
        yield aspect.name


def _found(aspect: Aspect, client: Client, physical: str, properties: Object) -> Json:
    try:
        return aspect.read(client, physical, properties)
    except client.exceptions.ClientError as error:
        if error.response["Error"]["Code"] in _NOTHING:
            return None
        raise


def satisfies(found: Json, wanted: Json) -> bool:
    """Whether all that is wanted is there; the API may add to it, and writes numbers its way."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(
            satisfies(found.get(key), value) for key, value in wanted.items()
        )
    if isinstance(wanted, list):
        return (
            isinstance(found, list)
            and len(found) == len(wanted)
            and all(any(satisfies(each, one) for each in found) for one in wanted)
        )
    return found == wanted or (found is not None and a_text(found) == a_text(wanted))


def renamed(value: Json, names: Mapping[str, str]) -> Json:
    """An object with some of its keys under the API's names, all the way down."""
    if isinstance(value, list):
        return [renamed(each, names) for each in value]
    if not isinstance(value, dict):
        return value
    return {names.get(key, key): renamed(each, names) for key, each in value.items()}


def as_it_is(name: str) -> Callable[[Object], Json]:
    """The property itself: the API writes it the same way."""
    return lambda properties: properties[name]


def inside(name: str, *path: str) -> Callable[[Object], Json]:
    """A part of the property."""

    def part(properties: Object) -> Json:
        value = properties[name]
        for key in path:
            value = an_object(value).get(key)
        return value

    return part
