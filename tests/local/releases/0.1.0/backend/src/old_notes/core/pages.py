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
    """Some items of a list, and the cursor of the next ones unless these are the last."""

    items: list[Item]
    cursor: str | None


def read_limit(parameters: Mapping[str, str]) -> int:
    """How many items the caller wants at most."""
    text = parameters.get("limit", str(_DEFAULT_LIMIT))
    if not re.fullmatch("[0-9]{1,3}", text) or not 1 <= int(text) <= _LARGEST_LIMIT:
        message = f"must be a number from 1 to {_LARGEST_LIMIT}"
        raise BadRequest("A query parameter is wrong.", {"limit": message})
    return int(text)


def encode(position: str, *of_list: str) -> str:
    """The cursor of a position in the list that `of_list` describes."""
    return base64.urlsafe_b64encode(_fingerprint(of_list) + position.encode()).decode().rstrip("=")


def decode(cursor: str, *of_list: str) -> str:
    """The position that a cursor names, if it belongs to the list."""
    try:
        content = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        position = content[_FINGERPRINT:].decode()
    except ValueError as error:
        raise wrong_cursor() from error
    if content[:_FINGERPRINT] != _fingerprint(of_list):
        raise wrong_cursor()
    return position


def wrong_cursor() -> BadRequest:
    """The problem that a cursor does not fit its list."""
    return BadRequest("A query parameter is wrong.", {"cursor": "does not belong to this list"})


def _fingerprint(of_list: tuple[str, ...]) -> bytes:
    return hashlib.sha256("\0".join(of_list).encode()).digest()[:_FINGERPRINT]
