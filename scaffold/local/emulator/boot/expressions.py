"""Expressions of DynamoDB requests, which ministack parses again for every item that it reads."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ministack.services import dynamodb

REMEMBERED: Final = 1024


def parse_once() -> None:
    """Remember the tokens and the syntax error, if any, of recent expressions."""
    for name in ("_tokenize", "_condition_syntax_error"):
        setattr(dynamodb, name, lru_cache(REMEMBERED)(getattr(dynamodb, name)))
