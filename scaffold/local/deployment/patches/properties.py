"""Reading and writing properties of deployed resources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from scaffold.cloudformation.values import JsonObject, as_object, as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from scaffold.cloudformation.values import Json

Client: TypeAlias = Any
# Calls a read operation by name: `query("describe_table", TableName="t")`.
Query: TypeAlias = "Callable[..., dict[str, Any]]"
# Error codes for settings that were never set.
_NOT_SET: Final = frozenset(
    {
        "NoSuchCORSConfiguration",
        "NoSuchLifecycleConfiguration",
        "NoSuchPublicAccessBlockConfiguration",
        "OwnershipControlsNotFoundError",
        "ServerSideEncryptionConfigurationNotFoundError",
    }
)


@dataclass(frozen=True, slots=True)
class Property:
    """A property; `wanted` converts the template's properties to the API's form of it."""

    name: str
    wanted: Callable[[JsonObject], Json]
    read: Callable[[Query, str, JsonObject], Json]
    # None: the API cannot change it after creation.
    write: Callable[[Client, str, JsonObject, Json], object] | None = None
    # The botocore shape that has the property, for properties that old versions lack.
    shape: str | None = None


@dataclass(frozen=True, slots=True)
class PatchedType:
    """The service of a resource type, and the properties to verify."""

    service: str
    verified: tuple[Property, ...]


def patch_resource(
    kind: PatchedType, client: Client, physical: str, properties: JsonObject
) -> Iterable[str]:
    """Patch the properties that differ; yield the names of those that still do."""
    query = _cached_query(client)
    for prop in kind.verified:
        if prop.name not in properties or not _is_known(client, prop):
            continue
        wanted = prop.wanted(properties)
        if satisfies(prop.read(query, physical, properties), wanted):
            continue
        if prop.write is not None:
            prop.write(client, physical, properties, wanted)
            query = _cached_query(client)
            if satisfies(prop.read(query, physical, properties), wanted):
                continue
        yield prop.name


def _is_known(client: Client, prop: Property) -> bool:
    if prop.shape is None:
        return True
    return prop.name in client.meta.service_model.shape_for(prop.shape).members


def _cached_query(client: Client) -> Query:
    """Return read operations that cache responses; a setting that was never set is empty."""
    responses: dict[str, dict[str, Any]] = {}

    def query(operation: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - any operation's
        key = f"{operation} {arguments}"
        if key not in responses:
            try:
                responses[key] = getattr(client, operation)(**arguments)
            except client.exceptions.ClientError as error:
                if error.response["Error"]["Code"] not in _NOT_SET:
                    raise
                responses[key] = {}
        return responses[key]

    return query


def satisfies(found: Json, wanted: Json) -> bool:
    """Return True if a value has all that is wanted; APIs add defaults and convert numbers."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(
            satisfies(found.get(key), value) for key, value in wanted.items()
        )
    if isinstance(wanted, list):
        return (
            isinstance(found, list)
            and len(found) == len(wanted)
            and all(any(satisfies(item, expected) for item in found) for expected in wanted)
        )
    return found == wanted or (found is not None and as_text(found) == as_text(wanted))


def renamed(value: Json, names: Mapping[str, str]) -> Json:
    """Rename keys to the API's, recursively."""
    if isinstance(value, list):
        return [renamed(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    return {names.get(key, key): renamed(item, names) for key, item in value.items()}


def unchanged(name: str) -> Callable[[JsonObject], Json]:
    """Return the property unchanged: the API uses the template's form."""
    return lambda properties: properties[name]


def part_of(name: str, *path: str) -> Callable[[JsonObject], Json]:
    """Return a part of the property."""

    def part(properties: JsonObject) -> Json:
        value = properties[name]
        for key in path:
            value = as_object(value).get(key)
        return value

    return part
