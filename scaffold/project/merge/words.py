"""The items of a quoted string of settings, `"Stage=dev Team=web"`, as in samconfig.toml."""

from __future__ import annotations

import re
from typing import Final

from scaffold.project.merge.items import Container, Item, with_distinct_keys

_SETTING: Final = r"[A-Za-z][\w:.-]*=[^\s\"'\\]*"
_SETTINGS: Final = re.compile(rf"{_SETTING}(?: {_SETTING})*")


def split_words(text: str) -> Container | None:
    """Return the settings between quotation marks, or None for any other text."""
    if len(text) < len('""') or text[0] != '"' or text[-1] != '"':
        return None
    settings = read_settings(text[1:-1])
    if settings is None:
        return None
    items = [
        Item(name, " " if number else "", f"{name}=", value, "")
        for number, (name, value) in enumerate(settings)
    ]
    return with_distinct_keys(Container("map", items, '"', '"', comma=""))


def read_settings(text: str) -> list[tuple[str, str]] | None:
    """Return the names and values in a text of settings, or None for any other text."""
    if not _SETTINGS.fullmatch(text):
        return None
    return [(name, value) for name, _, value in (word.partition("=") for word in text.split(" "))]
