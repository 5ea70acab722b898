"""Put an entity into a spec, take one out, give one another name."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import yaml

from scaffold.names import suggestion
from scaffold.spec import SPEC_NAME, reader, writer, yaml_text
from scaffold.spec.edit import blocks, flows
from scaffold.spec.edit.layout import Layout, SpecEditError, Splice
from scaffold.spec.edit.references import Reference, references

if TYPE_CHECKING:
    from collections.abc import Iterable

    # What a YAML parser returns: not checked, so not typed.
    Document: TypeAlias = dict[str, Any]

# What the spec calls the entities of a kind.
SECTIONS: Final = {"model": "models", "bucket": "buckets", "function": "functions"}
_FORMER: Final = "renamed_from"


def add(text: str, kind: str, name: str, value: object, file: str = SPEC_NAME) -> str:
    """The text with an entity more; raises SpecEditError where there is one of that name."""
    layout, section = Layout.of(text, file), SECTIONS[kind]
    _check_shape(layout, section)
    expected = _document(layout)
    _check_free(layout, kind, name)
    expected[section] = {**(expected.get(section) or {}), name: value}
    return _checked(layout, _with_entry(layout, section, name, value), expected)


def remove(text: str, kind: str, name: str, file: str = SPEC_NAME) -> str:
    """The text without an entity; raises SpecEditError where others refer to it."""
    layout, section = Layout.of(text, file), SECTIONS[kind]
    _check_shape(layout, section)
    expected = _document(layout)
    _check_known(layout, kind, name)
    if users := _users(layout, section, name):
        shown = "\n".join(f"  {line}" for line in users)
        raise SpecEditError(f'the {kind} "{name}" is in use; change these first:\n{shown}')
    del expected[section][name]
    path: tuple[str, ...] = (section, name)
    if not expected[section]:
        del expected[section]
        path = (section,)
    return _checked(layout, [_without(layout, path)], expected)


def rename(text: str, kind: str, old: str, new: str, file: str = SPEC_NAME) -> str:
    """The text with an entity of another name, and all mentions of it.

    `renamed_from` keeps the first name; it goes when the entity has that name again.
    """
    layout, section = Layout.of(text, file), SECTIONS[kind]
    _check_shape(layout, section)
    _check_known(layout, kind, old)
    expected = _document(layout)
    _check_free(layout, kind, new, besides=old)
    mentions = list(references(layout.parsed.value, section, old))
    splices = [_renaming(layout, one, old, new) for one in mentions]
    splices.append(_renaming(layout, Reference((section, old), old, on_key=True), old, new))
    splices += _with_former(layout, (section, old), old, new)
    return _checked(layout, splices, _renamed(expected, section, old, new))


def _with_entry(layout: Layout, section: str, name: str, value: object) -> list[Splice]:
    if layout.root.flow_style:
        if section not in _document(layout):
            return flows.inserted(layout, layout.root, section, {name: value})
        return flows.inserted(layout, layout.mapping((section,)), name, value)
    if section not in _document(layout):
        return [blocks.new_section(layout, section, name, value)]
    pair = layout.pair((section,))
    node = pair[1]
    if not isinstance(node, yaml.MappingNode) or layout.is_bare(node):
        return blocks.first_entry(layout, pair, section, name, value)
    if node.flow_style:
        return flows.inserted(layout, node, name, value)
    return [blocks.inserted(layout, node, section, name, value)]


def _without(layout: Layout, path: tuple[str, ...]) -> Splice:
    parent = layout.mapping(path[:-1])
    pair = layout.pair(path)
    if parent.flow_style:
        return flows.removal(layout, parent.value, parent.value.index(pair))
    return blocks.removal(layout, parent, pair)


def _renaming(layout: Layout, mention: Reference, old: str, new: str) -> Splice:
    """The new name in place of the old one, in the same quotes."""
    node = layout.pair(mention.path)[0] if mention.on_key else layout.node(mention.path)
    start, end = layout.span(node)
    written = mention.renamed(old, new)
    quotes = layout.text[start]
    literal = f"{quotes}{written}{quotes}" if quotes in "'\"" else writer.literal(written)
    return Splice(start, end, literal)


def _with_former(layout: Layout, path: tuple[str, str], old: str, new: str) -> list[Splice]:
    """Note the first name, unless it is noted already; drop the note where it is the new one."""
    former = (_document(layout)[path[0]][path[1]] or {}).get(_FORMER)
    if former == new:
        return [_without(layout, (*path, _FORMER))]
    if former is not None:
        return []
    node = layout.node(path)
    if not isinstance(node, yaml.MappingNode):
        start, end = layout.span(node)
        gap = "" if layout.text[start - 1 : start].isspace() else " "
        return [Splice(start, end, f"{gap}{{{writer.flow_entry(_FORMER, old)}}}")]
    if node.flow_style:
        return flows.inserted(layout, node, _FORMER, old)
    return [blocks.key_inserted(layout, node, _FORMER, old)]


def _renamed(document: Document, section: str, old: str, new: str) -> Document:
    """The values that the new text has to have."""
    entity = dict(document[section].pop(old) or {})
    document[section][new] = entity
    if entity.setdefault(_FORMER, old) == new:
        del entity[_FORMER]
    for mention in references(document, section, old):
        *parents, last = mention.path
        here: Any = document
        for part in parents:
            here = here[part]
        if mention.on_key:
            here[new] = here.pop(last)
        else:
            here[last] = mention.renamed(old, new)
    return document


def _check_shape(layout: Layout, section: str) -> None:
    """Raise, as scaffold check would, where a section is no mapping of entities."""
    entities = _document(layout).get(section)
    well_formed = entities is None or (
        isinstance(entities, dict)
        and all(isinstance(entity, dict | None) for entity in entities.values())
    )
    if layout.parsed.duplicates or not well_formed:
        reader.parse(layout.text, layout.file)
        raise SpecEditError(f"{layout.file}: {section} is no mapping of entities")


def _users(layout: Layout, section: str, name: str) -> list[str]:
    """The mentions of an entity by others, each with its place, in the order of the text."""
    mentions = (
        (layout.parsed.place(one.path, on_key=one.on_key), one.path)
        for one in references(layout.parsed.value, section, name)
        if one.path[:2] != (section, name)
    )
    return [
        f"{layout.file}:{place.line}:{place.column}: {reader.dotted(path)}"
        for place, path in sorted(mentions, key=lambda one: (one[0].line, one[0].column))
    ]


def _check_free(layout: Layout, kind: str, name: str, besides: str = "") -> None:
    """Raise where an entity has the name, or had it first and so keeps what the name stands for."""
    section = SECTIONS[kind]
    for other, entity in (_document(layout).get(section) or {}).items():
        place = _place(layout, (section, other))
        if other == name:
            raise SpecEditError(f'{place}: there is a {kind} "{name}" already')
        if (entity or {}).get(_FORMER) == name and other != besides:
            message = f'the {kind} "{other}" was "{name}" at first, and still is for AWS'
            raise SpecEditError(f"{place}: {message}: choose another name")


def _check_known(layout: Layout, kind: str, name: str) -> None:
    known = _document(layout).get(SECTIONS[kind]) or {}
    if name not in known:
        there = f"; there are {', '.join(known)}" if known else f"; there are no {SECTIONS[kind]}"
        hint = suggestion(name, known) or there
        raise SpecEditError(f'{layout.file}: no {kind} "{name}"{hint}')


def _checked(layout: Layout, splices: Iterable[Splice], expected: Document) -> str:
    """The edited text, once it is sure that it means what was asked for, and nothing else."""
    text = layout.spliced(splices)
    try:
        edited = yaml_text.parse(text)
    except yaml_text.YamlError:
        edited = yaml_text.Yaml()
    if edited.value != expected or edited.duplicates:
        message = "the edit would change more than it should, perhaps for an anchor or an alias"
        raise SpecEditError(f"{layout.file}: {message}: change it by hand")
    return text


def _document(layout: Layout) -> Document:
    """A copy of the values, which are a mapping."""
    return cast("Document", copy.deepcopy(layout.parsed.value))


def _place(layout: Layout, path: tuple[str, str]) -> str:
    place = layout.parsed.place(path, on_key=True)
    return f"{layout.file}:{place.line}:{place.column}"
