"""Where a spec names an entity: found by what its documents declare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scaffold.spec.document import Node, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scaffold.spec.document import Document
    from scaffold.spec.yaml_text import Path


@dataclass(frozen=True, slots=True)
class Mention:
    """The name of an entity in a spec: in a value such as `optional ref(video)`, or at a key."""

    path: Path
    kind: str
    name: str
    written: str
    start: int
    on_key: bool = False

    def renamed(self, name: str) -> str:
        """Return the text to write there once the entity has another name."""
        return f"{self.written[: self.start]}{name}{self.written[self.start + len(self.name) :]}"


def mentions(document: type[Document], value: object) -> tuple[Mention, ...]:
    """Return every mention of an entity in a document's value; misshapen parts have none."""
    return tuple(dict.fromkeys(_mentions((Node(document),), value, ())))


def _mentions(nodes: Iterable[Node], value: object, path: Path) -> Iterator[Mention]:
    for node in nodes:
        if isinstance(value, str):
            yield from _in_text(node, value, path)
        elif isinstance(value, dict):
            yield from _in_mapping(node, value, path)
        elif isinstance(value, list):
            for position, item in enumerate(value):
                # A plain list in place of a mapping names its keys.
                yield from _mentions((*node.items, *node.keys), item, (*path, position))


def _in_text(node: Node, text: str, path: Path) -> Iterator[Mention]:
    yield from _named(node, text, path)
    if node.document and node.document.short_form_key:
        yield from _mentions(node.child(node.document.short_form_key), text, path)
    yield from _mentions(node.items, text, path)


def _in_mapping(node: Node, mapping: dict[str, object], path: Path) -> Iterator[Mention]:
    for key, value in mapping.items():
        for key_node in node.keys:
            yield from _named(key_node, key, (*path, key), on_key=True)
        yield from _mentions(node.child(key), value, (*path, key))


def _named(node: Node, text: str, path: Path, *, on_key: bool = False) -> Iterator[Mention]:
    for note in node.notes:
        if isinstance(note, Reference) and (match := note.pattern.fullmatch(text)):
            yield Mention(path, note.kind, match[1], text, match.start(1), on_key)
