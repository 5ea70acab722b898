"""Random specs of one model, and random changes of them: what a person may do to a spec."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from built.stored_data_model import INDEXABLE, UNIQUE, Field, Shape
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator

Draw = Any  # hypothesis names no type for it

NAMES: Final = "abcdef"
TEXTS: Final = (
    *("a", "A", "x@example.com", "X@example.com", "https://example.com/", "open", "shut", "true"),
    *("0", "7", "7.50", "1e3", "1e200", "1" * 40, f"0.{'123' * 11}", "NaN", "2026-01-31"),
    *("2026-02-30", "2026-01-31T13:00:00+01:00", "2026-01-31T00:00:00Z", "2026-01-31T12:00:00"),
    *("007", "9007199254740993", "2026-01-31T12:00:00.1234567Z"),
    *("caf\u00e9", "cafe\u0301", " ", "[1]", '"', "1_000", " 7 ", "\u0663"),
)
WORDS: Final = ("open", "shut", "7", "a")
SAMPLES: Final[dict[str, tuple[Any, ...]]] = {
    "string": TEXTS,
    "text": (*TEXTS, "two\nlines"),
    "integer": (0, 1, 7, -3, 2**53 - 1),
    "number": (0, 1, 7, 2.5, -0.1, 1e-7),
    "boolean": (True, False),
    "date": ("2026-01-31", "0099-12-01"),
    "datetime": ("2026-01-31T00:00:00Z", "2026-01-31T12:00:00.500000Z"),
    "email": ("x@example.com", "X@example.com", "y@example.com"),
    "url": ("https://example.com/", "http://example.com/%20?q=1"),
    "json": ("", "5", 5, 2.5, True, {"a": [None]}, ["a"], [1, 2], [], 10**50, 10**35 // 7, "a"),
    "list(string)": ([], ["a"], ["1", "2"], ["2026-01-31"], ["true"], ["1e200"]),
    "list(integer)": ([], [1], [1, 2]),
}
TYPES: Final = (*SAMPLES, "enum")
DEFAULTS: Final = {"string": "7", "text": "a", "integer": 7, "number": 2.5, "boolean": False}
DEFAULTS_OF_TEXT: Final = {"date": "2026-01-31", "url": "https://example.com/"}


def options(draw: Draw, each: Field) -> Field:
    """Draw what goes with the type of a field."""
    defaults = DEFAULTS | DEFAULTS_OF_TEXT | {"enum": next(iter(each.words), None)}
    option = draw(st.sampled_from(["", "optional", "default", "unique", "optional unique"]))
    return replace(
        each,
        optional="optional" in option,
        unique="unique" in option and each.type in UNIQUE,
        default=defaults.get(each.type) if option == "default" else None,
    )


def new_words(draw: Draw, kept: dict[str, str]) -> dict[str, str]:
    """Add values to those of an enum; the word of a new one is its own, if no other has it."""
    words = dict(kept)
    for value in draw(st.lists(st.sampled_from(WORDS), min_size=not kept, max_size=2, unique=True)):
        if value not in words:
            free = (f"{value}.{n}" if n > 1 else value for n in count(1))
            words[value] = next(word for word in free if word not in words.values())
    return words


def typed(draw: Draw, each: Field, kind: str) -> Field:
    """Give a field a type; the values of an enum that it has been are changed."""
    if kind != "enum":
        return options(draw, replace(each, type=kind, words={}, values_were={}))
    words, were = {}, {}
    for value, word in each.words.items():
        change = draw(st.sampled_from(["keep", "keep", "rename", "remove"]))
        name = draw(st.sampled_from(WORDS)) if change == "rename" else value
        if change == "remove" or name in words or (name != value and name in each.words):
            continue
        words[name] = word
        if name != value:
            were[name] = value
        elif value in each.values_were and draw(st.booleans()):
            were[name] = each.values_were[value]
    renamed = {was for value, was in were.items() if value not in each.words}
    were = {v: was for v, was in were.items() if v not in each.words or was not in renamed}
    words = new_words(draw, words)
    return options(draw, replace(each, type=kind, words=words, values_were=were))


@st.composite
def chains(draw: Draw) -> list[Shape]:
    """A spec, and one or two changes of it."""
    cells = count()
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
    shapes = [shaped(draw, {name: new_field(draw, cells) for name in names}, {})]
    for _ in range(draw(st.integers(1, 2))):
        shapes.append(changed(draw, shapes[-1], cells))
    return shapes


def new_field(draw: Draw, cells: Iterator[int]) -> Field:
    """Draw a field that holds nothing yet."""
    kind = draw(st.sampled_from(TYPES))
    return typed(draw, Field(kind, next(cells)), kind)


def shaped(draw: Draw, fields: dict[str, Field], parked: dict[str, Field]) -> Shape:
    """Draw who may read, and the lists."""
    public = draw(st.booleans())
    indexable = [name for name, each in fields.items() if each.type in INDEXABLE]
    found: dict[object, tuple[tuple[str, ...], str | None]] = {}
    for _ in range(draw(st.integers(0, 2)) if indexable else 0):
        by = tuple(draw(st.lists(st.sampled_from(indexable), max_size=2, unique=True)))
        sort = draw(st.none() | st.sampled_from(indexable))
        if sort not in by and (by or sort):
            by = (*by, "owner") if public and draw(st.booleans()) else by
            found[frozenset(by), sort] = by, sort
    return Shape(fields, public, tuple(found.values()), parked)


def changed(draw: Draw, before: Shape, cells: Iterator[int]) -> Shape:
    """Draw a change of a spec."""
    change = st.sampled_from(["keep", "keep", "change", "change", "rename", "rename", "remove"])
    changes = {name: draw(change) for name in before.fields}
    fields: dict[str, Field] = {}
    keeps = {name for name, what in changes.items() if what in {"keep", "change"}}
    for name, was in before.fields.items():
        if changes[name] == "remove":
            continue
        same = replace(was, converts=None, recovers=(), fills=False)
        if changes[name] == "rename":
            # That a field is called what another was, in the words of the last spec, is no change.
            said = {other for other, each in before.fields.items() if each.was == name}
            free = [each for each in NAMES if each not in keeps | fields.keys() | said | {name}]
            if not free:
                continue
            fields[draw(st.sampled_from(free))] = another_type(draw, replace(same, was=name), cells)
            continue
        same = replace(same, was=was.was if draw(st.booleans()) else None)
        fields[name] = another_type(draw, same, cells) if changes[name] == "change" else same
    if not fields:
        name, was = next(iter(before.fields.items()))
        fields[name], changes[name] = replace(was, converts=None, recovers=(), fills=False), "keep"
    former = Counter(each.was for each in fields.values())
    for name, each in fields.items():
        if each.was and former[each.was] > 1 and changes.get(name) in {"keep", "change"}:
            fields[name] = replace(each, was=None)
    parked = before.parked | before.fields
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=2)):
        # What is removed and added in one change is a change of the type.
        if name not in fields and (name not in changes or changes[name] == "rename"):
            fields[name] = added(draw, new_field(draw, cells), parked.get(name), fields)
    spent = taken(fields)
    parked = {n: f for n, f in parked.items() if f.cell not in spent and n not in fields}
    return shaped(draw, fields, parked)


def added(draw: Draw, new: Field, parked: Field | None, fields: dict[str, Field]) -> Field:
    """Return a new field, with the values that one of its name and encoding had before."""
    back = parked and parked.encoding == new.encoding
    if parked and back and parked.cell not in taken(fields):
        new = typed(draw, replace(parked, was=None), new.type)
    return replace(new, was=None, converts=None, recovers=(), fills=new.default is not None)


def taken(fields: dict[str, Field]) -> set[int]:
    """The cells of fields, and those that they were converted from."""
    return {cell for each in fields.values() for cell in (each.cell, *each.sources)}


def another_type(draw: Draw, was: Field, cells: Iterator[int]) -> Field:
    """Draw the type of a field anew, often the same, and what goes with it."""
    kind = draw(st.sampled_from([was.type, was.type, *TYPES]))
    now = typed(draw, was, kind)
    has_labels = any(value != word for value, word in was.words.items())
    if now.encoding != was.encoding or (has_labels and kind != "enum"):
        now = typed(draw, Field(kind, next(cells), was=was.was), kind)
        labels = {word: value for value, word in was.words.items()}
        left = was.left if has_labels else ((was.cell, was.encoding), *was.left)
        sources = (was.cell, *(cell for cell, _ in was.left))
        now = replace(now, origin=was.cell, sources=sources, left=left)
        now = replace(now, converts=was.encoding, recovers=was.left, labels=labels)
    fills = now.converts or was.optional or was.default is None
    return replace(now, fills=bool(fills and now.default is not None))
