"""Rename a field of a model, and wherever its indexes name it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

from scaffold.names import suggestion
from scaffold.spec import reader, writer
from scaffold.spec.edit import blocks, flows
from scaffold.spec.edit.layout import Layout, SpecEditError, SpecText, Splice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.spec.yaml_text import Path

_FORMER: Final = "renamed_from"
_OPTIONAL: Final = "optional "


def rename_field(source: SpecText, model: str, old: str, new: str) -> str:
    """Return the text with another name for a field; `renamed_from` keeps the first one.

    Raises SpecEditError if the model has no field `old`, or has one called `new`.
    """
    layout = Layout.of(source)
    expected = layout.document()
    fields, index = _parts(layout, expected, model)
    _check_names(layout, fields, old, new)
    path: Path = ("models", model, "fields", old)
    splices = [layout.replaced(layout.pair(path)[0], new)]
    for mention in _mentions(index, ("models", model, "index"), old):
        splices.append(layout.replaced(layout.node(mention), new))
        _assign(expected, mention, new)
    value = fields.pop(old)
    fields[new] = _renamed(value, old, new)
    splices += _value_edits(layout, path, value, fields[new])
    return layout.edited(splices, expected)


def _parts(layout: Layout, document: dict[str, Any], model: str) -> tuple[dict[str, Any], object]:
    """Return the fields and the index of a model; raise SpecEditError if it has no fields."""
    models = document.get("models")
    known = models if isinstance(models, dict) else {}
    if model not in known:
        hint = suggestion(model, known) or f"; the spec has {', '.join(known) or 'none'}"
        raise SpecEditError(f'{layout.file}: no model "{model}"{hint}')
    entity = known[model]
    fields = entity.get("fields") if isinstance(entity, dict) else None
    if not isinstance(fields, dict) or layout.parsed.duplicates:
        reader.parse(layout.text, layout.file, layout.language)
        raise SpecEditError(f"{layout.file}: models.{model}.fields is not a mapping of fields")
    return fields, entity.get("index")


def _check_names(layout: Layout, fields: dict[str, Any], old: str, new: str) -> None:
    if old not in fields:
        hint = suggestion(old, fields) or f"; it has {', '.join(fields)}"
        raise SpecEditError(f'{layout.file}: no field "{old}"{hint}')
    if new in fields:
        raise SpecEditError(f'{layout.file}: the field "{new}" already exists')


def _mentions(value: object, path: Path, name: str) -> Iterator[Path]:
    """Yield the path of each text in the entries of an index that is the name."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _mentions(inner, (*path, key), name)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _mentions(inner, (*path, position), name)
    elif value == name:
        yield path


def _assign(document: Any, path: Path, value: str) -> None:  # noqa: ANN401 - of any shape
    *parents, last = path
    for part in parents:
        document = document[part]
    document[last] = value


def _renamed(value: object, old: str, new: str) -> object:
    """Return the value of a field, with its first name."""
    if isinstance(value, str):
        optional = {"optional": True} if value.startswith(_OPTIONAL) else {}
        return {"type": value.removeprefix(_OPTIONAL), **optional, _FORMER: old}
    if not isinstance(value, dict):
        return {_FORMER: old}
    renamed = {_FORMER: old, **value}
    if renamed[_FORMER] == new:
        del renamed[_FORMER]
    return renamed


def _value_edits(layout: Layout, path: Path, before: object, after: object) -> Iterator[Splice]:
    node = layout.node(path)
    if not isinstance(node, yaml.MappingNode) or not isinstance(before, dict):
        start, end = layout.span(node)
        gap = "" if layout.text[start - 1 : start].isspace() else " "
        yield Splice(start, end, f"{gap}{writer.flow_value(after)}")
    elif before.keys() == getattr(after, "keys", dict)():
        return
    elif _FORMER in before:
        pair = layout.pair((*path, _FORMER))
        if node.flow_style:
            yield flows.removal(layout, node.value, node.value.index(pair))
        else:
            yield blocks.removal(layout, node, pair)
    elif node.flow_style:
        yield from flows.inserted(layout, node, _FORMER, path[-1])
    else:
        yield blocks.key_inserted(layout, node, _FORMER, path[-1])
