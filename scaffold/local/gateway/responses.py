"""Converts a function's result to an HTTP response as API Gateway does."""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scaffold.local.application import Json

JSON_TYPE: Final = ("content-type", "application/json")
_TEXT_TYPE: Final = ("content-type", "text/plain;charset=UTF-8")
_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_UNSAFE: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
# The gateway sets these headers itself.
_RESERVED: Final = frozenset(
    {"connection", "content-length", "date", "keep-alive", "transfer-encoding"}
)
_WITHOUT_BODY: Final = frozenset({204, 304})

Headers = tuple[tuple[str, str], ...]


class MalformedResponseError(ValueError):
    """A function's result is not an HTTP response; the message says why."""


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response; header names are lowercase."""

    status: int
    headers: Headers = ()
    body: bytes = b""

    def with_headers(self, headers: Iterable[tuple[str, str]]) -> Response:
        """Return the response with more headers."""
        return replace(self, headers=(*self.headers, *headers))


class RejectedError(Exception):
    """The gateway responds to a request itself, without invoking the function."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


def error_response(status: int, text: str) -> Response:
    """Return one of the gateway's own error responses."""
    return Response(
        status, (JSON_TYPE,), json.dumps({"message": text}, separators=(",", ":")).encode()
    )


def response_from(payload: bytes, version: str) -> Response:
    """Return the HTTP response of a function's result, in the payload format of its route."""
    try:
        result: Json = json.loads(payload)
    except ValueError:
        raise MalformedResponseError("it is not JSON") from None
    if isinstance(result, dict) and "statusCode" in result:
        return _proxy_response(result, version)
    if version == "1.0":
        raise MalformedResponseError("payload format 1.0 needs a statusCode")
    text = result if isinstance(result, str) else json.dumps(result, ensure_ascii=False)
    return Response(200, (JSON_TYPE,), text.encode("utf-8", "replace"))


def _proxy_response(result: Mapping[str, Json], version: str) -> Response:
    status = _status(result["statusCode"])
    headers = [*_headers(result, version)]
    if version == "2.0":
        headers += [("set-cookie", cookie) for cookie in _strings(result.get("cookies"), "cookies")]
    body = _body(result)
    if status in _WITHOUT_BODY:
        return Response(status, tuple(headers))
    if not any(name == "content-type" for name, _ in headers):
        headers.append(_TEXT_TYPE)
    return Response(status, tuple(headers), body)


def _status(value: Json) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 200 <= value <= 599:  # noqa: PLR2004 - the codes that end a response
        raise MalformedResponseError(f"its statusCode is {value!r}")
    return value


def _headers(result: Mapping[str, Json], version: str) -> Iterator[tuple[str, str]]:
    several = _mapping(result.get("multiValueHeaders"), "multiValueHeaders")
    repeated = {} if version == "2.0" else {name.lower(): value for name, value in several.items()}
    for name, value in _mapping(result.get("headers"), "headers").items():
        if name.lower() not in repeated:
            yield from _header(name, value)
    for name, values in repeated.items():
        for text in _strings(values, f"multiValueHeaders.{name}"):
            yield from _header(name, text)


def _header(name: str, value: Json) -> Iterator[tuple[str, str]]:
    if not _TOKEN.fullmatch(name):
        raise MalformedResponseError(f"it has a header named {name!r}")
    if isinstance(value, list | dict) or value is None:
        raise MalformedResponseError(f"its header {name} is not a string")
    text = json.dumps(value) if isinstance(value, bool) else str(value)
    if _UNSAFE.search(text):
        raise MalformedResponseError(f"its header {name} holds a control character")
    if name.lower() not in _RESERVED:
        yield name.lower(), text


def _body(result: Mapping[str, Json]) -> bytes:
    body = result.get("body")
    if body is None:
        return b""
    if not isinstance(body, str):
        raise MalformedResponseError("its body is not a string; encode it as JSON")
    if result.get("isBase64Encoded") is not True:
        return body.encode("utf-8", "replace")
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error:
        raise MalformedResponseError("its body is not base64, as isBase64Encoded says") from None


def _mapping(value: Json, name: str) -> Mapping[str, Json]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise MalformedResponseError(f"its {name} is not an object")
    return value


def _strings(value: Json, name: str) -> list[str]:
    entries = [] if value is None else value
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise MalformedResponseError(f"its {name} is not a list of strings")
    texts = [entry for entry in entries if isinstance(entry, str)]
    if any(_UNSAFE.search(text) for text in texts):
        raise MalformedResponseError(f"its {name} holds a control character")
    return texts
