"""ETags: optimistic locking by the version of an item."""

import re
from collections.abc import Mapping
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from . import rest

_TAG = re.compile(r'\s*"([0-9]{1,15})"\s*')


def answer(
    item: Mapping[str, object],
    status: HTTPStatus = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
) -> Response[str]:
    """Return a response with an item and its ETag."""
    return rest.answer(item, status, {"ETag": f'"{item["version"]}"', **(headers or {})})


def created(item: Mapping[str, object], path: str) -> Response[str]:
    """Return the response to a create, with the new item's Location."""
    return answer(item, HTTPStatus.CREATED, {"Location": f"{path}/{item['id']}"})


def if_match(event: APIGatewayProxyEventV2) -> frozenset[int] | None:
    """Return the versions in If-Match, or None without a condition."""
    header = event.headers.get("if-match")
    if header is None or header.strip() == "*":
        return None
    tags = (_TAG.fullmatch(tag) for tag in header.split(","))
    return frozenset(int(tag[1]) for tag in tags if tag)
