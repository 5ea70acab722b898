"""Quantities with units, `5 GiB` or `10 seconds`, and colors."""

from __future__ import annotations

import re
from typing import Final

SECONDS: Final = {
    "s": 1,
    "second": 1,
    "seconds": 1,
    "min": 60,
    "minute": 60,
    "minutes": 60,
    "h": 3600,
    "hour": 3600,
    "hours": 3600,
    "day": 86_400,
    "days": 86_400,
}
BYTES: Final = {
    "B": 1,
    "KB": 10**3,
    "MB": 10**6,
    "GB": 10**9,
    "TB": 10**12,
    "KiB": 2**10,
    "MiB": 2**20,
    "GiB": 2**30,
    "TiB": 2**40,
}
# ECMAScript and Python agree on these, so the JSON Schema uses them too.
DURATION_PATTERN: Final = rf"^([1-9][0-9]{{0,8}}) ?({'|'.join(SECONDS)})$"
SIZE_PATTERN: Final = rf"^([1-9][0-9]{{0,14}}) ?({'|'.join(BYTES)})$"
COLOR_PATTERN: Final = "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"
RADIUS_PATTERN: Final = "^(0|[1-9][0-9]?)px$"


def parse_duration(text: object) -> int:
    """Return the seconds in `10 seconds`, `30s`, `5 minutes`, `2 hours`, or `365 days`."""
    quantity = re.fullmatch(DURATION_PATTERN, text) if isinstance(text, str) else None
    if quantity is None:
        raise ValueError("must be a duration such as 10 seconds, 5 minutes, 2 hours or 30 days")
    return int(quantity[1]) * SECONDS[quantity[2]]


def parse_timeout(text: object) -> int:
    """Return the seconds in a duration that a function may run for."""
    try:
        return parse_duration(text)
    except ValueError:
        raise ValueError("must be a duration such as 10 seconds or 5 minutes") from None


def parse_size(text: object) -> int:
    """Return the bytes in `5 GiB`, `10MB`, and the like."""
    quantity = re.fullmatch(SIZE_PATTERN, text) if isinstance(text, str) else None
    if quantity is None:
        raise ValueError("must be a size such as 500 KB, 20 MiB or 5 GiB")
    return int(quantity[1]) * BYTES[quantity[2]]


def parse_color(text: str) -> str:
    """Return a color with six digits: `#00aa77` for `#0a7`."""
    digits = text.removeprefix("#")
    return text if len(digits) == 6 else "#" + "".join(digit * 2 for digit in digits)  # noqa: PLR2004 - rrggbb


def format_size(size: int) -> str:
    """Return a size in the unit that needs the smallest number: `5 GiB`, `5 GB`."""
    exact = ((size // factor, unit) for unit, factor in BYTES.items() if size % factor == 0)
    number, unit = min(exact)
    return f"{number} {'bytes' if unit == 'B' else unit}"
