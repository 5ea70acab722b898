"""ETags: the version of an item, so that a change can insist on what its author has seen."""

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
    """An answer that carries the item and its ETag."""
    return rest.answer(item, status, {"ETag": f'"{item["version"]}"', **(headers or {})})


def created(item: Mapping[str, object], path: str) -> Response[str]:
    """The answer to the creation of an item, with its address under the path of its kind."""
    return answer(item, HTTPStatus.CREATED, {"Location": f"{path}/{item['id']}"})


def if_match(event: APIGatewayProxyEventV2) -> frozenset[int] | None:
    """The versions that the request insists on; None if any will do."""
    header = event.headers.get("if-match")
    if header is None or header.strip() == "*":
        return None
    tags = (_TAG.fullmatch(tag) for tag in header.split(","))
    return frozenset(int(tag[1]) for tag in tags if tag)
