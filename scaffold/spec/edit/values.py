"""Assign a value to a path of keys in a spec's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from scaffold.spec import reader, writer
from scaffold.spec.edit import blocks, flows
from scaffold.spec.edit.layout import Layout, SpecEditError, SpecText, Splice

if TYPE_CHECKING:
    from typing import TypeAlias

    Keys: TypeAlias = tuple[str, ...]


def assign(source: SpecText, path: Keys, value: object) -> str:
    """Return the text with a value at a path; keys that are missing on the way are added.

    Raises SpecEditError if a key on the way has a value that is not a mapping.
    """
    layout = Layout.of(source)
    if layout.parsed.duplicates:
        reader.parse(layout.text, layout.file, layout.language)
    expected = layout.document()
    depth = _assign(expected, path, value)
    if depth == len(path):
        splices = [_replacement(layout, path, value)]
    else:
        splices = _addition(layout, path[:depth], path[depth], _nested(path[depth + 1 :], value))
    return layout.edited(splices, expected)


def _assign(document: dict[str, Any], path: Keys, value: object) -> int:
    """Assign in a document; return how many keys of the path it had before."""
    here, depth = document, 0
    for key in path[:-1]:
        depth += key in here
        if here.get(key) is None:
            here[key] = {}
        here = here[key]
        if not isinstance(here, dict):
            raise SpecEditError(f"{key} is not a mapping")
    depth += path[-1] in here
    here[path[-1]] = value
    return depth


def _nested(path: Keys, value: object) -> object:
    for key in reversed(path):
        value = {key: value}
    return value


def _replacement(layout: Layout, path: Keys, value: object) -> Splice:
    start, end = layout.value_span(layout.pair(path))
    is_bare = value is None and not layout.mapping(path[:-1]).flow_style
    return Splice(start, end, "" if is_bare else f" {writer.flow_value(value)}")


def _addition(layout: Layout, parents: Keys, key: str, value: object) -> list[Splice]:
    parent = layout.node(parents) if parents else layout.root
    if not isinstance(parent, yaml.MappingNode):
        return [_replacement(layout, parents, {key: value})]
    if parent.flow_style:
        return flows.inserted(layout, parent, key, value)
    if not parents:
        return [blocks.new_key(layout, key, value)]
    return [blocks.key_inserted(layout, parent, key, value)]
