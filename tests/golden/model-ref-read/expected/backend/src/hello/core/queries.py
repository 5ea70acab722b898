"""The query parameters of a model's list, and the index that answers them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from . import pages, rest, validation
from .fields import Field, Integer, Number
from .indexes import EVERYTHING, Index, Partition, SortKey
from .models import Model
from .problems import BadRequest, Forbidden

_PARAMETERS = (*pages.PARAMETERS, "sort", "owner")
_OWNER = re.compile("[0-9A-Za-z-]{1,64}")
# Python reads longer numbers as floats only.
_EXACT_LENGTH = 1000
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")


@dataclass(frozen=True, kw_only=True)
class Order:
    """The order of a list: by a field, or by creation without one."""

    field: str | None = None
    descending: bool = False


NEWEST_FIRST = Order(descending=True)
OLDEST_FIRST = Order()


@dataclass(frozen=True, kw_only=True)
class Query:
    """What is asked of a list."""

    filters: Mapping[str, object]
    owner: str | None = None
    order: Order | None = None
    search: str = ""
    limit: int
    cursor: str | None = None
    include: tuple[str, ...] = ()

    @property
    def common(self) -> frozenset[str]:
        """The names of what the items have in common."""
        return frozenset(self.filters) | ({"owner"} if self.owner is not None else set())


def read(model: Model[Any, Any], event: APIGatewayProxyEventV2) -> Query:
    """Parse the query parameters; raise BadRequest if one is wrong."""
    search = ("search",) if model.searches else ()
    include = ("include",) if model.links else ()
    given = rest.query(event, (*_PARAMETERS, *model.filters, *search, *include))
    return Query(
        filters={
            name: _read_value(name, model.fields[name], given[name])
            for name in model.filters
            if name in given
        },
        owner=_read_owner(given),
        order=_read_order(model, given),
        search=_read_search(model, given),
        limit=pages.read_limit(given),
        cursor=given.get("cursor"),
        include=_read_include(model, given),
    )


def partition(model: Model[Any, Any], query: Query) -> Partition:
    """Return the partition that answers a query; raise BadRequest if no index does."""
    index, order = _choose(model, query)
    values = {name: model.fields[name].dump(value) for name, value in query.filters.items()}
    if query.owner is not None:
        values["owner"] = query.owner
    sort_key = None
    if index.sort is not None:
        field = model.fields[index.sort]
        sort_key = SortKey(name=model.attribute(index.sort), type=field.key_type)
    return Partition(
        index=model.index_name(index),
        key={model.attribute(name): values[name] for name in index.by} or EVERYTHING,
        sort_key=sort_key,
        descending=order.descending,
        beginning=query.search,
    )


def require_visible(model: Model[Any, Any], query: Query, hidden: frozenset[str]) -> None:
    """Raise Forbidden if the answer to a query would tell what is in hidden fields."""
    index, _ = _choose(model, query)
    names = [name for name in (*index.by, index.sort) if name in hidden]
    if names:
        raise Forbidden(f"You may not list these by {' and '.join(map(str, names))}.")
    names = [name for name in query.include if name in hidden]
    if names:
        raise Forbidden(f"You may not list these with {' and '.join(names)}.")


def _choose(model: Model[Any, Any], query: Query) -> tuple[Index, Order]:
    """Return the index that lists what is asked for, and the order: newest first if it can be."""
    asked = query.common
    indexes = {index.sort: index for index in _searched(model, query) if set(index.by) == asked}
    default = NEWEST_FIRST if None in indexes else Order(field=next(iter(indexes), None))
    order = query.order or default
    if order.field not in indexes:
        raise _unanswered(model, query)
    return indexes[order.field], order


def _searched(model: Model[Any, Any], query: Query) -> list[Index]:
    """Return the indexes that can be searched if that is asked for, otherwise all."""
    return [each for each in model.indexes if not query.search or each.sort in model.searches]


def _unanswered(model: Model[Any, Any], query: Query) -> BadRequest:
    # Where callers see only what is theirs, the owner goes without saying.
    implied = query.common & {"owner"}
    indexes = [index for index in _searched(model, query) if implied <= set(index.by)]
    ways = [_way(index, implied) for index in indexes]
    asked = [
        *query.filters,
        *(["sort"] if query.order else []),
        *(["search"] if query.search else []),
    ]
    there = f"There are: {', '.join(ways)}." if ways else "None can be searched."
    return BadRequest(
        f"No index answers this query. {there}",
        dict.fromkeys(asked, "cannot be combined like this"),
    )


def _way(index: Index, implied: frozenset[str]) -> str:
    parts = [f"{name}=" for name in index.by if name not in implied]
    if index.sort is not None:
        parts.append(f"sort={index.sort}")
    return f"?{'&'.join(parts)}" if parts else "the whole list"


def _read_value(name: str, field: Field, text: str) -> object:
    given: object = text
    if isinstance(field, Integer | Number) and _NUMBER.fullmatch(text):
        given = json.loads(text) if len(text) <= _EXACT_LENGTH else float(text)
    try:
        return validation.parse_filter(field, given)
    except ValueError as error:
        raise _wrong(name, str(error)) from error


def _read_owner(given: Mapping[str, str]) -> str | None:
    owner = given.get("owner")
    if owner is not None and not _OWNER.fullmatch(owner):
        raise _wrong("owner", "must be the id of a user")
    return owner


def _read_search(model: Model[Any, Any], given: Mapping[str, str]) -> str:
    """Return the beginning that is looked for, or nothing."""
    text = given.get("search")
    if text is None:
        return ""
    longest = max(field.max for field in model.searches.values())
    if len(text) > longest or not validation.fits_key(text):
        raise _wrong("search", f"must have 1 to {longest} characters")
    return text


def _read_order(model: Model[Any, Any], given: Mapping[str, str]) -> Order | None:
    """Return the order that is asked for, by a field as in `rank` and `-rank`."""
    sort = given.get("sort")
    orders = {"newest": NEWEST_FIRST, "oldest": OLDEST_FIRST}
    for field in model.sorts:
        orders[field] = Order(field=field)
        orders[f"-{field}"] = Order(field=field, descending=True)
    if sort is not None and sort not in orders:
        raise _wrong("sort", f"must be one of: {', '.join(orders)}")
    return orders[sort] if sort else None


def _read_include(model: Model[Any, Any], given: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields whose items or files are asked for, each once."""
    names = given["include"].split(",") if "include" in given else []
    if not set(names) <= model.links.keys():
        raise _wrong("include", f"must be one or more of: {', '.join(model.links)}")
    return tuple(dict.fromkeys(names))


def _wrong(name: str, message: str) -> BadRequest:
    return BadRequest("Invalid query parameter.", {name: message})
