"""Random trees in random layouts, edited on both sides: nothing is lost, and nothing is chosen."""

from __future__ import annotations

import json
import os
import re
import tomllib
import zlib
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold.project.merge.lines import Context, has_conflict, merge_lines
from scaffold.project.merge.texts import merge

if TYPE_CHECKING:
    from collections.abc import Callable

    from scaffold.project.merge.conflict_markers import Side

QUICK, THOROUGH, SOAK = 60, 600, 50_000

Draw = Any  # hypothesis names no type for it
Tree = Any  # of dicts, lists and scalars

_KEYS = st.sampled_from(["a", "b", "c", "d", "required", "x-y", "/p/{id}", "200"])
_LEAVES = st.sampled_from(
    ["one", "two", 'it\'s: "#", x', "- [a], {b}", "", "http://x//y", "null", "5 # no"]
) | st.integers(0, 3)
_TREES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.dictionaries(_KEYS, inner, max_size=4),
        st.lists(_LEAVES, max_size=4),
        st.lists(st.dictionaries(_KEYS, _LEAVES, min_size=1, max_size=3), max_size=3),
    ),
    max_leaves=12,
)
_DOCUMENTS = st.dictionaries(_KEYS, _TREES, min_size=1, max_size=5)
_LINES = st.lists(
    st.sampled_from(["a", "b", "    c", "    d", "", "e = (", ")", "def f():", "@g"]), max_size=8
)


class Editor:
    """Edits a tree as one side; what it adds has a name of its own."""

    def __init__(self, draw: Draw, side: str) -> None:
        self.draw = draw
        self.side = side
        self.count = 0

    def fresh(self) -> str:
        """Return a value that nobody else has."""
        self.count += 1
        return f"{self.side}{self.count}"

    def edit(self, tree: Tree) -> Tree:
        """Return a tree with keys, items and values that came, went, or changed."""
        if isinstance(tree, dict):
            return self._edit_map(tree)
        if isinstance(tree, list):
            return self._edit_list(tree)
        return self.fresh() if self.draw(st.booleans()) else tree

    def _edit_map(self, tree: dict[str, Tree]) -> dict[str, Tree]:
        edited = {}
        for key, value in tree.items():
            chance = self.draw(st.integers(0, 9))
            if chance > 0:
                edited[key] = self.edit(value) if chance < 5 else value
            added = self.draw(st.sampled_from(["k1", "k2", "k3", f"k{self.side}"]))
            if chance == 9 and added not in tree:
                values = [self.fresh(), {"deep": self.fresh()}, [self.fresh()]]
                edited[added] = self.draw(st.sampled_from(values))
        return edited

    def _edit_list(self, tree: list[Tree]) -> list[Tree]:
        edited = []
        for value in tree:
            chance = self.draw(st.integers(0, 6))
            if chance > 0:
                edited.append(self.edit(value) if chance == 1 else value)
            if chance == 6:
                edited.append({"k": self.fresh()} if isinstance(value, dict) else self.fresh())
        return edited


class Layout:
    """Writes a tree always in the same layout, whatever is around it, with comments at paths."""

    def __init__(self, seed: int, notes: dict[str, str]) -> None:
        self.seed = seed
        self.notes = notes

    def dice(self, path: str, sides: int) -> int:
        """Return a number that a path always has."""
        return zlib.crc32(f"{self.seed} {path}".encode()) // 7 % sides

    def scalar(self, value: Tree) -> str:
        """Return a scalar, plain or quoted."""
        is_word = isinstance(value, str) and re.fullmatch(r"[a-z]+\d*", value) and value != "null"
        return str(value) if is_word and self.seed % 2 else json.dumps(value)

    def flow(self, tree: Tree) -> str:
        """Return a tree in flow style."""
        if isinstance(tree, dict):
            entries = (f"{self.scalar(key)}: {self.flow(value)}" for key, value in tree.items())
            return f"{{{', '.join(entries)}}}"
        return (
            f"[{', '.join(map(self.flow, tree))}]" if isinstance(tree, list) else self.scalar(tree)
        )

    def lead(self, path: str, pad: str) -> str:
        """Return a comment or a blank line before a key."""
        if "[]" in path:
            return ""
        if path in self.notes:
            return f"{pad}# {self.notes[path]}\n"
        return "\n" if self.dice(path + "!", 7) == 0 else ""

    def yaml(self, tree: Tree, pad: str = "", path: str = "") -> str:
        """Return a tree in block style, partly in flow style."""
        if isinstance(tree, dict):
            return "".join(self._entry(key, value, pad, path) for key, value in tree.items())
        return "".join(self._element(value, pad, path) for value in tree)

    def _entry(self, key: str, value: Tree, pad: str, path: str) -> str:
        here = f"{path}.{key}"
        start = self.lead(here, pad) + f"{pad}{self.scalar(key)}:"
        if not value or not isinstance(value, (dict, list)) or self.dice(here, 4) == 0:
            return f"{start} {self.flow(value)}\n"
        same = isinstance(value, list) and self.dice(here, 3) == 0
        return f"{start}\n" + self.yaml(value, pad if same else f"{pad}  ", here)

    def _element(self, value: Tree, pad: str, path: str) -> str:
        if isinstance(value, dict) and value and self.dice(path, 2):
            return f"{pad}- " + self.yaml(value, f"{pad}  ", f"{path}[]")[len(pad) + 2 :]
        return f"{pad}- {self.flow(value)}\n"


def toml(tree: dict[str, Tree]) -> str:
    """Return a tree as TOML, its nested mappings inline."""

    def value(tree: Tree) -> str:
        if isinstance(tree, dict):
            entries = (f"{json.dumps(key)} = {value(each)}" for key, each in tree.items())
            return f"{{{', '.join(entries)}}}"
        return f"[{', '.join(map(value, tree))}]" if isinstance(tree, list) else json.dumps(tree)

    def entries(tree: dict[str, Tree]) -> str:
        return "".join(f"{json.dumps(key)} = {value(each)}\n" for key, each in tree.items())

    plain = {key: each for key, each in tree.items() if not isinstance(each, dict)}
    tables = {key: each for key, each in tree.items() if isinstance(each, dict)}
    return entries(plain) + "".join(
        f"\n[{json.dumps(key)}]\n{entries(table)}" for key, table in tables.items()
    )


class Case(NamedTuple):
    """Base, yours and new, as texts of a kind and as the trees that they say."""

    path: str
    texts: tuple[str, str, str]
    trees: tuple[Tree, Tree, Tree]

    def merged(self, *, swapped: bool = False, side: Side | None = None) -> tuple[str, bool]:
        """Return the merge as a text, and whether it has conflicts."""
        base, yours, new = (text.encode() for text in self.texts)
        contents = (base, new, yours) if swapped else (base, yours, new)
        found = merge(contents, Context(self.path, side=side), {})
        return found.content.decode(), found.conflicts

    def read(self, text: str) -> Tree:
        """Return what a text says."""
        readers: dict[str, Callable[[str], Tree]]
        readers = {"yaml": yaml.safe_load, "json": json.loads, "toml": tomllib.loads}
        return readers[self.path.rpartition(".")[2]](text)


@st.composite
def cases(draw: Draw) -> Case:
    """Draw a document, and what both sides made of it."""
    kind = draw(st.sampled_from(["yaml", "yaml", "json", "toml"]))
    base = draw(_DOCUMENTS)
    trees = (base, Editor(draw, "mine").edit(base), Editor(draw, "new").edit(base))
    if kind == "json":
        indent = draw(st.sampled_from([None, 2]))
        texts = [json.dumps(tree, indent=indent) + "\n" for tree in trees]
    elif kind == "toml":
        texts = [toml(tree) for tree in trees]
    else:
        texts = _yaml_texts(draw, trees)
    return Case(f"x.{kind}", (texts[0], texts[1], texts[2]), trees)


def _yaml_texts(draw: Draw, trees: tuple[Tree, Tree, Tree]) -> list[str]:
    base, seed = trees[0], draw(st.integers(0, 99))
    paths = [f".{key}" for key in base]
    paths += [
        f".{key}.{inner}" for key in base if isinstance(base[key], dict) for inner in base[key]
    ]
    chance = st.integers(0, 3).map(lambda number: number == 0)
    generated = {path: f"notea{number}" for number, path in enumerate(paths) if draw(chance)}
    own = {path: f"noteb{number}" for number, path in enumerate(paths) if draw(chance)}
    layouts = (Layout(seed, generated), Layout(seed, own | generated), Layout(seed, generated))
    return [layout.yaml(tree) or "{}\n" for layout, tree in zip(layouts, trees, strict=True)]


def own_words(text: str) -> set[str]:
    """Return the words that only one side can have written, and the comments."""
    return set(re.findall(r"(?:mine|new|note[ab])\d+", text))


def nothing_is_lost_or_chosen(data: st.DataObject) -> None:
    """A merge has the words of both sides; a clean one is the same from both, and is stable."""
    case = data.draw(cases())
    assert [case.read(text) for text in case.texts] == list(case.trees)
    base, yours, new = case.texts
    text, conflicts = case.merged()
    other, other_conflicts = case.merged(swapped=True)

    assert own_words(yours) - own_words(text) <= own_words(base) - own_words(new), text
    assert own_words(new) - own_words(base) <= own_words(text), text
    assert conflicts == other_conflicts, other
    if conflicts:
        return
    result = case.read(text)
    expect_explained([*case.trees, result])
    assert unordered(case.read(other)) == unordered(result)
    again = case._replace(texts=(new, text, new)).merged()
    assert again == (text, False)
    twice, still = case._replace(texts=(base, text, new)).merged()
    assert still or unordered(case.read(twice)) == unordered(result), twice


def settling_keeps_what_is_not_in_conflict(data: st.DataObject) -> None:
    """A side changes nothing in a clean merge, nor what only one side touched in any other."""
    case = data.draw(cases())
    side: Side = data.draw(st.sampled_from(["ours", "theirs"]))
    text, conflicts = case.merged()
    settled, left = case.merged(side=side)
    if not conflicts:
        assert (settled, left) == (text, False)
        return
    if left:
        return
    base, yours, new = case.trees
    expect_settled([base, yours, new, case.read(settled)], side)


def lines_of_both_stand(data: st.DataObject) -> None:
    """A merge of lines has what both sides added, and a clean one is the same from both."""
    base, yours, new = (data.draw(_LINES) for _ in range(3))
    texts = ["".join(f"{line}\n" for line in side) for side in (base, yours, new)]
    context = Context("x.ts")
    text = merge_lines(texts[0], texts[1], texts[2], context)
    other = merge_lines(texts[0], texts[2], texts[1], context)
    sides = [Counter(side) for side in (base, yours, new)]
    got = Counter(text.splitlines())

    assert has_conflict(text) == has_conflict(other)
    for line in (sides[1] - sides[0]) + (sides[2] - sides[0]):
        assert got[line] >= max((sides[1] - sides[0])[line], (sides[2] - sides[0])[line])
    assert has_conflict(text) or Counter(other.splitlines()) == got


def unordered(tree: Tree) -> Tree:
    """Return a tree without the order of its lists."""
    if isinstance(tree, dict):
        return {key: unordered(value) for key, value in tree.items()}
    return Counter(str(unordered(each)) for each in tree) if isinstance(tree, list) else tree


def expect_explained(four: list[Tree]) -> None:
    """Expect of a clean merge no value that neither side has, nor one that both changed."""
    base, yours, new, merged = four
    if all(isinstance(tree, dict) for tree in four):
        for key in {key for tree in four for key in tree}:
            expect_explained([tree.get(key, ...) for tree in four])
    elif all(isinstance(tree, list) for tree in four):
        plain = [[each for each in tree if not isinstance(each, dict)] for tree in four]
        assert all(each in merged for side in plain[1:3] for each in side if each not in base)
        unchanged = [each for each in plain[0] if base.count(each) == yours.count(each)]
        assert all(each in merged for each in unchanged if new.count(each) == base.count(each))
        assert all(each in base + yours + new for each in plain[3])
    else:
        assert base in (yours, new) or yours == new
        assert merged == (new if yours == base else yours)


def expect_settled(four: list[Tree], side: Side) -> None:
    """Expect every key that only one side touched to be as that side has it."""
    base, yours, new, merged = four
    if not all(isinstance(tree, dict) for tree in four):
        if base in (yours, new):
            assert merged == (new if yours == base else yours)
        return
    for key in {key for tree in four for key in tree}:
        below = [tree.get(key, ...) for tree in four]
        if ... in below[:3] and below[1] != below[2] and below[0] not in below[1:3]:
            assert below[3] == below[1 if side == "ours" else 2]
        else:
            expect_settled(below, side)


PROPERTIES = [
    nothing_is_lost_or_chosen,
    settling_keeps_what_is_not_in_conflict,
    lines_of_both_stand,
]
each_property = pytest.mark.parametrize("claim", PROPERTIES, ids=lambda claim: claim.__name__)


@each_property
def test_property_quick(claim: Callable[[st.DataObject], None]) -> None:
    """A few dozen examples, in every `make check`."""
    _try(claim, QUICK)


@each_property
@pytest.mark.slow
def test_property_thorough(claim: Callable[[st.DataObject], None]) -> None:
    """Hundreds of examples; tens of thousands if SCAFFOLD_SOAK is set."""
    _try(claim, SOAK if os.environ.get("SCAFFOLD_SOAK") else THOROUGH)


def _try(claim: Callable[[st.DataObject], None], examples: int) -> None:
    settings(max_examples=examples, deadline=None, database=None)(given(st.data())(claim))()
