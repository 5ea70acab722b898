"""A property of a resource: what the template wants, what there is, and how to change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from scaffold.local.deployment.values import Object, a_text, an_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from scaffold.local.application import Json

Client: TypeAlias = Any
# Calls an operation of a client by its name, as `ask("describe_table", TableName="t")`.
Ask: TypeAlias = "Callable[..., dict[str, Any]]"
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
    read: Callable[[Ask, str, Object], Json]
    # Absent: the API cannot change it later.
    write: Callable[[Client, str, Object, Json], object] | None = None
    # The API's shape that has the property; a botocore too old to know it cannot read it either.
    shape: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """The service of a resource type, and what is read back of it."""

    service: str
    aspects: tuple[Aspect, ...]


def mend(kind: Kind, client: Client, physical: str, properties: Object) -> Iterable[str]:
    """Mend what differs; gives the names of the properties that stay different."""
    ask = _answering_once(client)
    for aspect in kind.aspects:
        if aspect.name not in properties or not _is_known(client, aspect):
            continue
        wanted = aspect.wanted(properties)
        if satisfies(aspect.read(ask, physical, properties), wanted):
            continue
        if aspect.write is not None:
            aspect.write(client, physical, properties, wanted)
            ask = _answering_once(client)
            if satisfies(aspect.read(ask, physical, properties), wanted):
                continue
        yield aspect.name


def _is_known(client: Client, aspect: Aspect) -> bool:
    if aspect.shape is None:
        return True
    return aspect.name in client.meta.service_model.shape_for(aspect.shape).members


def _answering_once(client: Client) -> Ask:
    """Operations of a client; the same question is asked once, and what was never set is empty."""
    answers: dict[str, dict[str, Any]] = {}

    def ask(operation: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - any operation's
        key = f"{operation} {arguments}"
        if key not in answers:
            try:
                answers[key] = getattr(client, operation)(**arguments)
            except client.exceptions.ClientError as error:
                if error.response["Error"]["Code"] not in _NOTHING:
                    raise
                answers[key] = {}
        return answers[key]

    return ask


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
