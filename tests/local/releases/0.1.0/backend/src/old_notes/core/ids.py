"""ULIDs: ids that sort by the time they were made (github.com/ulid/spec)."""

import re
import secrets
import time

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ULID = re.compile(f"[0-7][{_ALPHABET}]{{25}}")


def new_id() -> str:
    """A new ULID: 48 bits of time in milliseconds, 80 random bits."""
    number = time.time_ns() // 1_000_000 << 80 | secrets.randbits(80)
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def is_id(text: object) -> bool:
    """Whether it is a ULID."""
    return isinstance(text, str) and _ULID.fullmatch(text) is not None
