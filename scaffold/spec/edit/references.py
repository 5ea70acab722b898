"""Where a spec names one of its models, buckets or functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.spec.yaml_text import Path

# How a field's type names an entity.
_FIELD_TYPES: Final = {"models": "ref({})", "buckets": "file({})"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A name inside a spec: at a value such as `optional ref(video)`, or at a key."""

    path: Path
    written: str
    form: str = "{}"
    on_key: bool = False

    def renamed(self, old: str, new: str) -> str:
        """What is written there once the entity has another name."""
        return self.written.replace(self.form.format(old), self.form.format(new))


def references(document: object, section: str, name: str) -> Iterator[Reference]:
    """Every mention of an entity by another one, or by itself; parts of a wrong shape have none."""
    form = _FIELD_TYPES.get(section)
    for model, one in _entries(document, "models"):
        for field, definition in _items(_value(one, "fields")):
            path: Path = ("models", model, "fields", field)
            if form and isinstance(definition, dict):
                yield from _mention((*path, "type"), definition.get("type"), form, name)
            elif form:
                yield from _mention(path, definition, form, name)
    for function, one in _entries(document, "functions"):
        path = ("functions", function)
        yield from _grants((*path, "uses", section), _value(_value(one, "uses"), section), name)
        if section == "buckets":
            yield from _uploads((*path, "trigger"), _value(one, "trigger"), name)


def _mention(path: Path, value: object, form: str, name: str) -> Iterator[Reference]:
    if isinstance(value, str) and value.removeprefix("optional ") == form.format(name):
        yield Reference(path, value, form)


def _grants(path: Path, granted: object, name: str) -> Iterator[Reference]:
    """`[video]`, or `{video: write}`."""
    if isinstance(granted, dict) and name in granted:
        yield Reference((*path, name), name, on_key=True)
    elif isinstance(granted, list):
        for position, item in enumerate(granted):
            if item == name:
                yield Reference((*path, position), name)


def _uploads(path: Path, triggers: object, name: str) -> Iterator[Reference]:
    if isinstance(triggers, list):
        for position, trigger in enumerate(triggers):
            yield from _uploads((*path, position), trigger, name)
    elif _value(triggers, "upload") == name:
        yield Reference((*path, "upload"), name)


def _entries(document: object, section: str) -> Iterator[tuple[str, object]]:
    yield from _items(_value(document, section))


def _items(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        yield from value.items()


def _value(mapping: object, key: str) -> object:
    return mapping.get(key) if isinstance(mapping, dict) else None
