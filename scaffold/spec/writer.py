"""Plain values -> the text of a `scaffold.yaml`, laid out as a person would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import yaml

from scaffold.quoting import quote
from scaffold.spec import yaml_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WIDTH: Final = 100

_HEADER: Final = "# yaml-language-server: $schema=.scaffold/schema.json"
# Keys that stand together; a blank line parts the groups.
_GROUPS: Final = (
    ("scaffold", "app", "title", "description", "region", "runtime"),
    ("auth",),
    ("models",),
    ("buckets",),
    ("functions",),
    ("stages", "theme", "local"),
)
HEAD_KEYS: Final = _GROUPS[0]
KEY_ORDER: Final = tuple(key for group in _GROUPS for key in group)
# Entities have a line each, and so have what is in a model or a function.
_OPEN: Final = re.compile(r"models|buckets|functions|(models|functions)\.[^.]+")
_FIELDS: Final = re.compile(r"models\.[^.]+\.fields")
_PLAIN: Final = re.compile(r"[\w./](?:[\w ./*()?!&%@=<>;'+-]*[\w./*()?!&%@=<>;'+-])?")
_COMMA: Final = re.compile(r"(?<=\w), (?=\w)")


def write(document: Mapping[str, object]) -> str:
    """The text of a spec; parsing it gives the same values."""
    parts = [[_HEADER]]
    known = {key for group in _GROUPS for key in group}
    for group in (*_GROUPS, tuple(key for key in document if key not in known)):
        lines = [line for key in group if key in document for line in _entry(key, document[key])]
        if lines and group == HEAD_KEYS:
            parts[0] += lines
        elif lines:
            parts.append(lines)
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def entry(section: str, name: str, value: object, indent: int) -> list[str]:
    """The lines of an entry of a section whose entries stand that far in."""
    return list(_entry(name, value, section, indent, indent or 2))


def flow_entry(name: str, value: object) -> str:
    """An entry inside of braces."""
    return f"{literal(name)}: {_flow(value)}"


def _entry(
    key: str, value: object, parents: str = "", indent: int = 0, step: int = 2
) -> Iterator[str]:
    """The lines of a key and its value; each level is `step` further in."""
    path = f"{parents}.{key}" if parents else key
    margin = " " * indent
    head = f"{margin}{literal(key)}:"
    if value is None or (path == "auth" and value == {}):
        yield head
        return
    line = f"{head} {_flow(value)}"
    if not isinstance(value, dict | list) or not value:
        yield line if isinstance(value, dict | list) else f"{head} {_line(value)}"
    elif len(line) <= WIDTH and not _spread(path, value):
        yield line
    elif isinstance(value, dict):
        yield head
        for name, one in value.items():
            yield from _entry(str(name), one, path, indent + step, step)
    else:
        yield head
        for one in value:
            yield f"{margin}{' ' * step}- {_flow(one)}"


def _spread(path: str, value: object) -> bool:
    """Whether a mapping has a line for each key, however short it is."""
    if _FIELDS.fullmatch(path):
        return isinstance(value, dict) and len(value) > 1
    return bool(_OPEN.fullmatch(path))


def _flow(value: object) -> str:
    if isinstance(value, dict):
        inside = ", ".join(f"{literal(str(key))}: {_flow(one)}" for key, one in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return _scalar(value)


def _line(value: object) -> str:
    """A scalar with a line of its own, where a comma ends nothing."""
    if isinstance(value, str) and literal(plain := _COMMA.sub(" ", value)) == plain:
        return value
    return _scalar(value)


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return literal(value) if isinstance(value, str) else repr(value)


def literal(text: str) -> str:
    """Plain where every reader of YAML, the old ones too, takes it for this very text."""
    if _PLAIN.fullmatch(text) and yaml_text.parse(text).value == text == _old_reading(text):
        return text
    if '"' in text and text.isprintable():
        doubled = text.replace("'", "''")
        return f"'{doubled}'"
    return str(quote(text))


def _old_reading(text: str) -> object:
    try:
        return yaml.safe_load(text)
    except ValueError:  # a date that the calendar does not have
        return None
