"""ULIDs: ids that sort by creation time (github.com/ulid/spec)."""

import re
import secrets
import time

LENGTH = 26

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ULID = re.compile(f"[0-7][{_ALPHABET}]{{25}}")


def new_id() -> str:
    """Return a new ULID: 48 bits of time in milliseconds, 80 random bits."""
    return _write(time.time_ns() // 1_000_000 << 80 | secrets.randbits(80), LENGTH)


def is_id(text: object) -> bool:
    """Return True if the text is a ULID."""
    return isinstance(text, str) and _ULID.fullmatch(text) is not None


def _write(number: int, length: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))
