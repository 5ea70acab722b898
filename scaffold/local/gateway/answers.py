"""What a function returns, as the HTTP response that API Gateway makes of it."""

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
# The gateway sets these itself.
_OWN: Final = frozenset({"connection", "content-length", "date", "keep-alive", "transfer-encoding"})
_WITHOUT_BODY: Final = frozenset({204, 304})

Headers = tuple[tuple[str, str], ...]


class MalformedAnswerError(ValueError):
    """A function returned what is no HTTP response; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP response; the names of its headers are in lower case."""

    status: int
    headers: Headers = ()
    body: bytes = b""

    def with_headers(self, headers: Iterable[tuple[str, str]]) -> Answer:
        """The same response with more headers."""
        return replace(self, headers=(*self.headers, *headers))


class RefusedError(Exception):
    """The gateway answers a request itself, and does not pass it on."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def message(status: int, text: str) -> Answer:
    """A response of the gateway's own."""
    return Answer(
        status, (JSON_TYPE,), json.dumps({"message": text}, separators=(",", ":")).encode()
    )


def answer_of(payload: bytes, version: str) -> Answer:
    """The response that a function's result stands for, in the payload format of its route."""
    try:
        result: Json = json.loads(payload)
    except ValueError:
        raise MalformedAnswerError("it is not JSON") from None
    if isinstance(result, dict) and "statusCode" in result:
        return _whole(result, version)
    if version == "1.0":
        raise MalformedAnswerError("payload format 1.0 needs a statusCode")
    text = result if isinstance(result, str) else json.dumps(result, ensure_ascii=False)
    return Answer(200, (JSON_TYPE,), text.encode("utf-8", "replace"))


def _whole(result: Mapping[str, Json], version: str) -> Answer:
    status = _status(result["statusCode"])
    headers = [*_headers(result, version)]
    if version == "2.0":
        headers += [("set-cookie", one) for one in _strings(result.get("cookies"), "cookies")]
    body = _body(result)
    if status in _WITHOUT_BODY:
        return Answer(status, tuple(headers))
    if not any(name == "content-type" for name, _ in headers):
        headers.append(_TEXT_TYPE)
    return Answer(status, tuple(headers), body)


def _status(value: Json) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 200 <= value <= 599:  # noqa: PLR2004 - the codes that end a response
        raise MalformedAnswerError(f"its statusCode is {value!r}")
    return value


def _headers(result: Mapping[str, Json], version: str) -> Iterator[tuple[str, str]]:
    several = _mapping(result.get("multiValueHeaders"), "multiValueHeaders")
    repeated = {} if version == "2.0" else {name.lower(): value for name, value in several.items()}
    for name, value in _mapping(result.get("headers"), "headers").items():
        if name.lower() not in repeated:
            yield from _header(name, value)
    for name, values in repeated.items():
        for one in _strings(values, f"multiValueHeaders.{name}"):
            yield from _header(name, one)


def _header(name: str, value: Json) -> Iterator[tuple[str, str]]:
    if not _TOKEN.fullmatch(name):
        raise MalformedAnswerError(f"it has a header named {name!r}")
    if isinstance(value, list | dict) or value is None:
        raise MalformedAnswerError(f"its header {name} is not a string")
    text = json.dumps(value) if isinstance(value, bool) else str(value)
    if _UNSAFE.search(text):
        raise MalformedAnswerError(f"its header {name} holds a control character")
    if name.lower() not in _OWN:
        yield name.lower(), text


def _body(result: Mapping[str, Json]) -> bytes:
    body = result.get("body")
    if body is None:
        return b""
    if not isinstance(body, str):
        raise MalformedAnswerError("its body is not a string; encode it as JSON")
    if result.get("isBase64Encoded") is not True:
        return body.encode("utf-8", "replace")
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error:
        raise MalformedAnswerError("its body is not base64, as isBase64Encoded says") from None


def _mapping(value: Json, name: str) -> Mapping[str, Json]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise MalformedAnswerError(f"its {name} is not an object")
    return value


def _strings(value: Json, name: str) -> list[str]:
    entries = [] if value is None else value
    if not isinstance(entries, list) or not all(isinstance(one, str) for one in entries):
        raise MalformedAnswerError(f"its {name} is not a list of strings")
    texts = [one for one in entries if isinstance(one, str)]
    if any(_UNSAFE.search(one) for one in texts):
        raise MalformedAnswerError(f"its {name} holds a control character")
    return texts
