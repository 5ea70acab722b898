"""Parsing of flags that stand for parts of the spec, such as `--access read=public`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from scaffold.cli.terminal import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    # A part of a spec as a YAML parser would return it.
    Document: TypeAlias = dict[str, Any]

_OPTION: Final = re.compile(r"[a-z_]+=")


def access(flags: Sequence[str]) -> Document:
    """Return access rules, from `read=public` or `delete=owner,admins`."""
    return {
        operation: words(who.split(","))
        for operation, who in (pair("--access", flag, "read=public") for flag in flags)
    }


def without_unset(**values: object) -> Document:
    """Return the values that have been set, without None, empty lists and empty mappings."""
    return {key: value for key, value in values.items() if value not in (None, [], {})}


def joined(parts: Iterable[str], bare: frozenset[str]) -> list[str]:
    """Return the parts, joining those that a comma inside a value has split."""
    found: list[str] = []
    for part in parts:
        if not found or _OPTION.match(part.strip()) or part.strip() in bare:
            found.append(part.strip())
        else:
            found[-1] = f"{found[-1]},{part}"
    return found


def pair(option: str, flag: str, example: str) -> tuple[str, str]:
    """Return the key and value of a flag; raises UsageError with an example of one."""
    key, equals, value = flag.partition("=")
    if not equals or not key or not value:
        raise UsageError(f"{option} {flag}: write {example}")
    return key, value


def words(parts: list[str]) -> str | list[str]:
    """Return a lone word, or the list of several."""
    stripped = [word.strip() for word in parts]
    return stripped[0] if len(stripped) == 1 else stripped
