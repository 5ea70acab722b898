"""Checks whether the user can be asked, and the error for missing options if not."""

from __future__ import annotations

import sys

from scaffold.errors import ScaffoldError


class UsageError(ScaffoldError):
    """Options that conflict, or that are required without a terminal."""


def is_there() -> bool:
    """Return True if questions can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()
