"""The items of a structured text, byte for byte: joined again, they are the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Split: TypeAlias = "Callable[[str], Container | None]"

# Stands for an item's comma, which is placed when the items are joined. UTF-8 has no character for
# it, so that no text contains it.
COMMA: Final = "\udc00"

# Keys that name an item of a list, the most specific first.
_NAMING_KEYS: Final = (
    "Sid",
    "PolicyName",
    "AttributeName",
    "IndexName",
    "Key",
    "Id",
    "$ref",
    "name",
    "Name",
)
# Keys of a workflow's steps, which run in their order although they have names.
_STEP_KEYS: Final = frozenset({"run", "uses"})

# Lists whose order means nothing, so that both sides may add an item at the same place.
UNORDERED: Final = frozenset(
    {
        "Action",
        "AllowHeaders",
        "AllowMethods",
        "AllowOrigins",
        "AllowedValues",
        "AttributeDefinitions",
        "DependsOn",
        "GlobalSecondaryIndexes",
        "ManagedPolicyArns",
        "NotAction",
        "Policies",
        "Resource",
        "Statement",
        "Tags",
        "dependencies",
        "depends_on",
        "dev",
        "enum",
        "required",
        "security",
        "tags",
        "test",
    }
)


class Item(NamedTuple):
    """An entry of a mapping, or an element of a list.

    `lead` is the space and the comments before it, `intro` its key, `trail` the rest of its line.
    `split` cuts the value further; behind a dash, `pad` is the indentation its first line lacks.
    """

    key: str
    lead: str
    intro: str
    value: str
    trail: str
    split: Split | None = None
    pad: int = 0

    @property
    def text(self) -> str:
        """The item without what is before it."""
        return self.intro + self.value + self.trail

    @property
    def plain(self) -> str:
        """The item's text without its comma and the space around it."""
        return self.text.strip().replace(COMMA, "")

    @property
    def padded(self) -> str:
        """The value as it would be indented without the dash before it."""
        return " " * self.pad + self.value

    @property
    def nested(self) -> Container | None:
        """The items of its value, if it has any."""
        return self.split(self.padded) if self.split and self.value else None


class Container(NamedTuple):
    """The items of a mapping or a list, between `head` and `tail`.

    `comma` is None if the items have lines of their own; between brackets or quotation marks, it is
    "," if the last one has a comma. The items of a list are `named` if each has a name of its own.
    """

    kind: Literal["map", "list"]
    items: list[Item]
    head: str = ""
    tail: str = ""
    comma: str | None = None
    named: bool = True
    indent: int = -1


def verbatim(text: str, lead: str = "") -> Item:
    """Return an item for a text that is not cut further."""
    return Item("", lead, "", text, "")


def with_distinct_keys(found: Container) -> Container | None:
    """Return a mapping, or None if it has a key twice."""
    return found if len({item.key for item in found.items}) == len(found.items) else None


def with_names(found: Container) -> Container:
    """Return a list whose items are known by a name in them, if each has one of its own."""
    inner = [item.nested for item in found.items]
    entries = [
        {entry.key: entry.value.strip(" \n\"'") for entry in nested.items}
        for nested in inner
        if nested and nested.kind == "map"
    ]
    naming = naming_key([entries]) if entries and len(entries) == len(inner) else None
    if naming is None:
        return found._replace(named=not inner)
    items = [
        item._replace(key=f"{naming}={entry[naming]}")
        for item, entry in zip(found.items, entries, strict=True)
    ]
    return found._replace(items=items)


def naming_key(lists: Sequence[Sequence[Mapping[str, object]]]) -> str | None:
    """Return the key whose values tell the items of each of several lists apart, if any does."""
    if any(_STEP_KEYS & entry.keys() for entries in lists for entry in entries):
        return None
    return next(
        (key for key in _NAMING_KEYS if all(_names_each(key, entries) for entries in lists)), None
    )


def _names_each(key: str, entries: Sequence[Mapping[str, object]]) -> bool:
    return len({str(entry[key]) for entry in entries if key in entry}) == len(entries)
