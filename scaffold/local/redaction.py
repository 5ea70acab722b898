"""Removes secrets from text that is kept: tokens, passwords, and codes."""

from __future__ import annotations

import re
from typing import Final

_MARK: Final = "[redacted]"
_NAMES: Final = (
    r"(?:[\w-]*(?:password|passwd|secret|token|authorization|cookie|signature|session)"
    r"|(?:verification|confirmation|mfa|otp)[_-]?code|code_verifier)"
)
# Keys of JSON, whose quotes are escaped once for each document around it.
_FIELD: Final = re.compile(
    rf"""((?P<quote>\\*["'])(?:x-amz-)?{_NAMES}(?P=quote)\s*:\s*(?P=quote))"""
    r"""(?!\[redacted)((?:(?!(?<!\\)(?P=quote)).)+)""",
    re.IGNORECASE | re.DOTALL,
)
_CODE: Final = re.compile(
    r"""((?P<quote>\\*["'])code(?P=quote)\s*:\s*(?P=quote)?)\d{4,10}\b""", re.IGNORECASE
)
_PARAMETER: Final = re.compile(
    rf"(?<![\w-])((?:X-Amz-(?:Credential|Signature|Security-Token)|code|{_NAMES})=)"
    r"[^&\s\"'\\;,]+",
    re.IGNORECASE,
)
_SCHEME: Final = re.compile(r"\b(Bearer|Basic)\s+[\w.~+/=-]{6,}", re.IGNORECASE)
# A JSON Web Token, signed (three parts) or encrypted (five).
_JWT: Final = re.compile(r"\beyJ[\w-]{6,}(?:\.[\w-]*){2,4}")


def redact(text: str) -> str:
    """Return a text with a mark in the place of every secret that its form or its name shows."""
    text = _JWT.sub(_MARK, text)
    text = _SCHEME.sub(rf"\1 {_MARK}", text)
    text = _FIELD.sub(rf"\1{_MARK}", text)
    text = _CODE.sub(rf"\1{_MARK}", text)
    return _PARAMETER.sub(rf"\1{_MARK}", text)
