"""Plain values -> the text of a `scaffold.yaml`, laid out as a person would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

import yaml

from scaffold.quoting import quote
from scaffold.spec import yaml_text
from scaffold.spec.language import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sized

    from scaffold.spec.kinds.kind import Kind

    Kinds: TypeAlias = tuple[Kind, ...]

WIDTH: Final = 100

_HEADER: Final = "# yaml-language-server: $schema=.scaffold/schema.json"
HEAD_KEYS: Final = ("scaffold", "app", "title", "description", "region", "runtime")
_SETTINGS: Final = ("stages", "protect", "theme", "local")
_PLAIN: Final = re.compile(r"[\w./](?:[\w ./*()?!&%@=<>;'+-]*[\w./*()?!&%@=<>;'+-])?")
_COMMA: Final = re.compile(r"(?<=\w), (?=\w)")


def write(document: Mapping[str, object], kinds: Kinds = LANGUAGE.kinds) -> str:
    """Return the text of a spec; parsing it gives the same values."""
    parts = [[_HEADER]]
    groups = _groups(kinds)
    known = key_order(kinds)
    for group in (*groups, tuple(key for key in document if key not in known)):
        lines = [
            line
            for key in group
            if key in document
            for line in _entry((key,), document[key], kinds)
        ]
        if lines and group == HEAD_KEYS:
            parts[0] += lines
        elif lines:
            parts.append(lines)
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def key_order(kinds: Kinds) -> tuple[str, ...]:
    """Return the keys of a spec in the order of the language."""
    return tuple(key for group in _groups(kinds) for key in group)


def _groups(kinds: Kinds) -> tuple[tuple[str, ...], ...]:
    """Return the keys that stand together; a blank line separates the groups."""
    return (HEAD_KEYS, ("auth",), *((kind.section,) for kind in kinds), _SETTINGS)


def entry(kind: Kind, name: str, value: object, indent: int) -> list[str]:
    """Return the lines of an entity, in a section whose entries have that indent."""
    lines = _entry((kind.section, name), value, (kind,), indent or 2)
    return [f"{' ' * indent}{line}" for line in lines]


def top_level_entry(key: str, value: object, kinds: Kinds) -> list[str]:
    """Return the lines of a key of the spec."""
    return list(_entry((key,), value, kinds))


def flow_entry(name: str, value: object) -> str:
    """Return an entry as it is written inside braces."""
    return f"{literal(name)}: {flow_value(value)}"


def flow_value(value: object) -> str:
    """Return a value on one line, as it is written inside braces."""
    if isinstance(value, dict):
        return f"{{{', '.join(flow_entry(str(key), inner) for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow_value, value))}]"
    return _scalar(value)


def _entry(path: tuple[str, ...], value: object, kinds: Kinds, step: int = 2) -> Iterator[str]:
    """Yield the lines of a key and its value; each level is indented by `step` more."""
    head = f"{literal(path[-1])}:"
    if value is None or (path == ("auth",) and value == {}):
        yield head
        return
    line = f"{head} {flow_value(value)}"
    margin = " " * step
    if not isinstance(value, dict | list):
        yield f"{head} {_line(value)}"
    elif not value or (
        step * (len(path) - 1) + len(line) <= WIDTH and not _spread(path, value, kinds)
    ):
        yield line
    elif isinstance(value, dict):
        yield head
        for name, inner in value.items():
            for text in _entry((*path, str(name)), inner, kinds, step):
                yield f"{margin}{text}"
    else:
        yield head
        for item in value:
            yield f"{margin}- {flow_value(item)}"


def _spread(path: tuple[str, ...], value: Sized, kinds: Kinds) -> bool:
    """Return True if a mapping has one line per key, however short it is."""
    kind = next((kind for kind in kinds if kind.section == path[0]), None)
    if kind is None:
        return False
    match path[1:]:
        case ():
            return True
        case (_,):
            return not kind.layout.flow
        case (_, key):
            return key in kind.layout.spread and len(value) > 1
    return False


def _line(value: object) -> str:
    """Return a scalar that has a line of its own, where a comma ends nothing."""
    if isinstance(value, str) and literal(plain := _COMMA.sub(" ", value)) == plain:
        return value
    return _scalar(value)


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return literal(str(value)) if isinstance(value, str) else repr(value)


def literal(text: str) -> str:
    """Return a text plain if YAML 1.1 and 1.2 both read it as that text, else quoted."""
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
