"""Lists come in pages, and a cursor says where the next page begins.

A cursor names a position and carries a fingerprint of the list it belongs to. What may be listed
is decided for each request anew, so a forged cursor can do no more than move within that list.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import Generic, TypedDict, TypeVar

from .problems import BadRequest

Item = TypeVar("Item")

PARAMETERS = ("cursor", "limit")

_DEFAULT_LIMIT = 20
_LARGEST_LIMIT = 100
_FINGERPRINT = 8


class Page(TypedDict, Generic[Item]):
    """A page of a list; `cursor` is None on the last page."""

    items: list[Item]
    cursor: str | None


def read_limit(parameters: Mapping[str, str]) -> int:
    """Return the page size that the caller asked for."""
    text = parameters.get("limit", str(_DEFAULT_LIMIT))
    if not re.fullmatch("[0-9]{1,3}", text) or not 1 <= int(text) <= _LARGEST_LIMIT:
        message = f"must be a number from 1 to {_LARGEST_LIMIT}"
        raise BadRequest("Invalid query parameter.", {"limit": message})
    return int(text)


def encode(position: str, *of_list: str) -> str:
    """Encode a position in a list as a cursor."""
    return base64.urlsafe_b64encode(_fingerprint(of_list) + position.encode()).decode().rstrip("=")


def decode(cursor: str, *of_list: str) -> str:
    """Decode a cursor; raise BadRequest if it belongs to another list."""
    try:
        content = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        position = content[_FINGERPRINT:].decode()
    except ValueError as error:
        raise wrong_cursor() from error
    if content[:_FINGERPRINT] != _fingerprint(of_list):
        raise wrong_cursor()
    return position


def wrong_cursor() -> BadRequest:
    """Return the problem of a cursor that does not belong to the list."""
    return BadRequest("Invalid query parameter.", {"cursor": "does not belong to this list"})


def _fingerprint(of_list: tuple[str, ...]) -> bytes:
    return hashlib.sha256("\0".join(of_list).encode()).digest()[:_FINGERPRINT]
