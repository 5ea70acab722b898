"""Add an entity to a spec's text, remove one, rename one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import yaml

from scaffold.names import suggestion
from scaffold.spec import reader, writer
from scaffold.spec.edit import blocks, flows
from scaffold.spec.edit.layout import Layout, SpecEditError, SpecText, Splice
from scaffold.spec.references import Mention, mentions

if TYPE_CHECKING:
    from scaffold.spec.kinds.kind import Kind

    # What a YAML parser returns: not checked, so not typed.
    Document: TypeAlias = dict[str, Any]

_FORMER: Final = "renamed_from"


def add(source: SpecText, kind: Kind, name: str, value: object) -> str:
    """Return the text with one more entity; raises SpecEditError if its name is taken."""
    layout, section = Layout.of(source), kind.section
    _check_shape(layout, section)
    expected = layout.document()
    _check_free(layout, kind, name)
    expected[section] = {**(expected.get(section) or {}), name: value}
    return layout.edited(_with_entry(layout, kind, name, value), expected)


def remove(source: SpecText, kind: Kind, name: str) -> str:
    """Return the text without an entity; raises SpecEditError while others refer to it."""
    layout, section = Layout.of(source), kind.section
    _check_shape(layout, section)
    expected = layout.document()
    _check_known(layout, kind, name)
    if users := _users(layout, kind, name):
        shown = "\n".join(f"  {line}" for line in users)
        raise SpecEditError(f'the {kind.name} "{name}" is in use; change these first:\n{shown}')
    del expected[section][name]
    path: tuple[str, ...] = (section, name)
    if not expected[section]:
        del expected[section]
        path = (section,)
    return layout.edited([_without(layout, path)], expected)


def rename(source: SpecText, kind: Kind, old: str, new: str) -> str:
    """Return the text with another name for an entity, also wherever the spec mentions it.

    `renamed_from` keeps the first name; it goes when the entity has that name again.
    """
    layout, path = Layout.of(source), (kind.section, old)
    _check_shape(layout, kind.section)
    _check_known(layout, kind, old)
    expected = layout.document()
    _check_free(layout, kind, new, besides=old)
    found = _mentions(layout, kind, old)
    splices = [_renaming(layout, mention, new) for mention in found]
    splices.append(_renaming(layout, Mention(path, kind.name, old, old, 0, on_key=True), new))
    splices += _with_former(layout, path, old, new)
    return layout.edited(splices, _renamed(expected, path, new, found))


def _mentions(layout: Layout, kind: Kind, name: str) -> list[Mention]:
    """Return every mention of an entity, by others or by itself."""
    found = mentions(layout.language.document, layout.parsed.value)
    return [mention for mention in found if (mention.kind, mention.name) == (kind.name, name)]


def _with_entry(layout: Layout, kind: Kind, name: str, value: object) -> list[Splice]:
    section = kind.section
    is_new = section not in layout.document()
    if layout.root.flow_style:
        if is_new:
            return flows.inserted(layout, layout.root, section, {name: value})
        return flows.inserted(layout, layout.mapping((section,)), name, value)
    if is_new:
        return [blocks.new_section(layout, kind, name, value)]
    pair = layout.pair((section,))
    node = pair[1]
    if not isinstance(node, yaml.MappingNode) or layout.is_bare(node):
        return blocks.first_entry(layout, pair, kind, name, value)
    if node.flow_style:
        return flows.inserted(layout, node, name, value)
    return [blocks.inserted(layout, node, kind, name, value)]


def _without(layout: Layout, path: tuple[str, ...]) -> Splice:
    parent = layout.mapping(path[:-1])
    pair = layout.pair(path)
    if parent.flow_style:
        return flows.removal(layout, parent.value, parent.value.index(pair))
    return blocks.removal(layout, parent, pair)


def _renaming(layout: Layout, mention: Mention, new: str) -> Splice:
    """Return the replacement of a name, in the same quotes."""
    node = layout.pair(mention.path)[0] if mention.on_key else layout.node(mention.path)
    return layout.replaced(node, mention.renamed(new))


def _with_former(layout: Layout, path: tuple[str, str], old: str, new: str) -> list[Splice]:
    """Return the edits that note the first name, or drop the note if the new name is that one."""
    former = (layout.document()[path[0]][path[1]] or {}).get(_FORMER)
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


def _renamed(document: Document, path: tuple[str, str], new: str, found: list[Mention]) -> Document:
    """Return the values that the new text must have."""
    section, old = path
    # The deepest first: a key on the way to another mention may change its name, too.
    for mention in sorted(found, key=lambda mention: len(mention.path), reverse=True):
        *parents, last = mention.path
        here: Any = document
        for part in parents:
            here = here[part]
        if mention.on_key:
            here[new] = here.pop(last)
        else:
            here[last] = mention.renamed(new)
    entity = dict(document[section].pop(old) or {})
    document[section][new] = entity
    if entity.setdefault(_FORMER, old) == new:
        del entity[_FORMER]
    return document


def _check_shape(layout: Layout, section: str) -> None:
    """Raise, as `scaffold check` would, unless a section is a mapping of entities."""
    entities = layout.document().get(section)
    well_formed = entities is None or (
        isinstance(entities, dict)
        and all(isinstance(entity, dict | None) for entity in entities.values())
    )
    if layout.parsed.duplicates or not well_formed:
        reader.parse(layout.text, layout.file, layout.language)
        raise SpecEditError(f"{layout.file}: {section} is not a mapping of entities")


def _users(layout: Layout, kind: Kind, name: str) -> list[str]:
    """Return the mentions of an entity by others, each with its place, in the text's order."""
    places = [
        (layout.parsed.place(mention.path, on_key=mention.on_key), mention.path)
        for mention in _mentions(layout, kind, name)
        if mention.path[:2] != (kind.section, name)
    ]
    places.sort(key=lambda item: (item[0].line, item[0].column))
    return [
        f"{layout.file}:{place.line}:{place.column}: {reader.dotted(path)}"
        for place, path in places
    ]


def _check_free(layout: Layout, kind: Kind, name: str, besides: str = "") -> None:
    """Raise if an entity has the name, or had it first and so keeps its resources."""
    for other, entity in (layout.document().get(kind.section) or {}).items():
        place = _place(layout, (kind.section, other))
        if other == name:
            raise SpecEditError(f'{place}: the {kind.name} "{name}" already exists')
        if (entity or {}).get(_FORMER) == name and other != besides:
            message = f'the {kind.name} "{other}" was "{name}" first, a name that it keeps'
            raise SpecEditError(f"{place}: {message}: choose another name")


def _check_known(layout: Layout, kind: Kind, name: str) -> None:
    known = layout.document().get(kind.section) or {}
    if name not in known:
        names = (
            f"; the spec has {', '.join(known)}" if known else f"; the spec has no {kind.section}"
        )
        hint = suggestion(name, known) or names
        raise SpecEditError(f'{layout.file}: no {kind.name} "{name}"{hint}')


def _place(layout: Layout, path: tuple[str, str]) -> str:
    place = layout.parsed.place(path, on_key=True)
    return f"{layout.file}:{place.line}:{place.column}"
