"""What a list asks for: the query parameters of a model's list."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from . import pages, rest, validation
from .fields import Field, Integer, Number
from .models import Model
from .problems import BadRequest

_PARAMETERS = (*pages.PARAMETERS, "sort", "owner")
_NEWEST = "newest"
_OLDEST = "oldest"
_OWNER = re.compile("[0-9A-Za-z-]{1,64}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


@dataclass(frozen=True, kw_only=True)
class Query:
    """Which items, whose, in which order, how many, and from where on."""

    field: str | None = None
    value: object = None
    owner: str | None = None
    newest_first: bool = True
    limit: int
    cursor: str | None = None


def read(model: Model[Any, Any], event: APIGatewayProxyEventV2) -> Query:
    """The query that the request describes."""
    given = rest.query(event, (*_PARAMETERS, *model.index))
    filters = [name for name in model.index if name in given]
    if len(filters) > 1:
        errors = dict.fromkeys(filters, "cannot be combined with another")
        raise BadRequest("List by one field at a time.", errors)
    field = filters[0] if filters else None
    return Query(
        field=field,
        value=_read_value(field, model.fields[field], given[field]) if field else None,
        owner=_read_owner(given),
        newest_first=_read_sort(given) == _NEWEST,
        limit=pages.read_limit(given),
        cursor=given.get("cursor"),
    )


def _read_value(name: str, field: Field, text: str) -> object:
    given: object = text
    if isinstance(field, Integer | Number) and _NUMBER.fullmatch(text):
        given = json.loads(text)
    try:
        return validation.parse(field, given)
    except ValueError as error:
        raise _wrong(name, str(error)) from error


def _read_owner(given: Mapping[str, str]) -> str | None:
    owner = given.get("owner")
    if owner is not None and not _OWNER.fullmatch(owner):
        raise _wrong("owner", "must be the id of a user")
    return owner


def _read_sort(given: Mapping[str, str]) -> str:
    sort = given.get("sort", _NEWEST)
    if sort not in {_NEWEST, _OLDEST}:
        raise _wrong("sort", f"must be {_NEWEST} or {_OLDEST}")
    return sort


def _wrong(name: str, message: str) -> BadRequest:
    return BadRequest("A query parameter is wrong.", {name: message})
