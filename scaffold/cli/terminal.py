"""Whether somebody can answer, and what is said where nobody can."""

from __future__ import annotations

import sys

from scaffold.errors import ScaffoldError


class UsageError(ScaffoldError):
    """Options that do not go together, or that are missing without a terminal."""


def is_there() -> bool:
    """Whether questions can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()
