"""Properties of regenerating: no edit is lost, and a second run changes nothing."""

from __future__ import annotations

import os
from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from regenerate.project import Files, Project, entry

from scaffold.project.reconcile import UnresolvedError
from scaffold.project.tree import EXECUTABLE, LINK, Blob, folders_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from scaffold.project.lock import LockEntry

QUICK, THOROUGH, SOAK = 40, 300, 50_000

Draw = Any  # hypothesis names no type for it

_names = st.sampled_from(["a", "b", "c.py", "d.scaffold-new"])
_paths = st.lists(_names, min_size=1, max_size=3).map(lambda parts: PurePosixPath(*parts))
_lines = st.lists(st.sampled_from(["one", "two", "three", "four", "five"]), max_size=6)
# IDs of files that never move, for branches that git merges by path.
_FIXED = {f"t{name} x": PurePosixPath(name) for name in ("a", "b/a", "b/b")}
_classes = st.sampled_from(["create-only", "managed", "merged", "merged"])


@st.composite
def generations(draw: Draw, *, moving: bool = True) -> tuple[list[LockEntry], list[LockEntry]]:
    """Two generations: files stay, change, move, appear and disappear, but never nest."""
    identities = st.sampled_from([f"t{number} {entity}" for number in range(4) for entity in "xy"])
    files = st.fixed_dictionaries({"path": _paths, "lines": _lines, "class": _classes})
    if not moving:
        identities = st.sampled_from(sorted(_FIXED))
    both = draw(st.tuples(*[st.dictionaries(identities, files, max_size=6)] * 2))
    staying = draw(st.sets(st.sampled_from(sorted(both[0]) or [""])))
    second = both[1] | {id_: both[0][id_] for id_ in staying if id_ in both[0]}
    places = {} if moving else _FIXED
    return _generation(both[0], places), _generation(second, places)


def _generation(
    files: dict[str, dict[str, Any]], places: dict[str, PurePosixPath]
) -> list[LockEntry]:
    entries: dict[PurePosixPath, LockEntry] = {}
    for identity, file in sorted(files.items()):
        path = places.get(identity, file["path"])
        inside = any(path in other.parents or other in path.parents for other in entries)
        if not inside and path not in entries:
            text = "".join(f"{line}\n" for line in file["lines"])
            entries[path] = entry(str(path), text, identity, file["class"])
    return list(entries.values())


def edit(draw: Draw, files: Files) -> None:
    """Edit a folder as a person might; every line they add is unique."""
    edits: list[Callable[[Draw, Files, str], None]]
    edits = [_add_line, _drop_line, _delete, _move, _own_file, _binary, _link, _crlf, _executable]
    mine = (f"mine {number}" for number in count())
    for apply in draw(st.lists(st.sampled_from(edits), max_size=6)):
        apply(draw, files, next(mine))


def edit_lines(draw: Draw, files: Files, whose: str) -> None:
    """Add and drop lines as a person might."""
    for number in range(draw(st.integers(0, 3))):
        draw(st.sampled_from([_add_line, _drop_line]))(draw, files, f"mine {whose} {number}")


def _some(draw: Draw, files: Files) -> PurePosixPath | None:
    return draw(st.sampled_from(sorted(files))) if files else None


def _rewrite(draw: Draw, files: Files, change: Callable[[list[bytes]], None]) -> None:
    path = _some(draw, files)
    if path is not None and files[path].is_text:
        lines = files[path].content.splitlines(keepends=True)
        change(lines)
        files[path] = files[path]._replace(content=b"".join(lines))


def _add_line(draw: Draw, files: Files, mine: str) -> None:
    position = draw(st.integers(0, 6))
    _rewrite(draw, files, lambda lines: lines.insert(position, f"{mine}\n".encode()))


def _drop_line(draw: Draw, files: Files, _mine: str) -> None:
    position = draw(st.integers(0, 6))

    def drop(lines: list[bytes]) -> None:
        del lines[position : position + 1]

    _rewrite(draw, files, drop)


def _delete(draw: Draw, files: Files, _mine: str) -> None:
    path = _some(draw, files)
    if path is not None and b"mine" not in files[path].content:
        del files[path]


def _free(draw: Draw, files: Files) -> PurePosixPath | None:
    path = draw(_paths)
    below = {folder for file in files for folder in folders_of(file)}
    free = path not in files and path not in below and not set(path.parents) & files.keys()
    return path if free else None


def _move(draw: Draw, files: Files, _mine: str) -> None:
    path = _some(draw, files)
    target = _free(draw, {other: blob for other, blob in files.items() if other != path})
    if path is not None and target is not None:
        files[target] = files.pop(path)


def _own_file(draw: Draw, files: Files, mine: str) -> None:
    target = _free(draw, files)
    if target is not None:
        files[target] = Blob(f"{mine}\n".encode())


def _binary(draw: Draw, files: Files, mine: str) -> None:
    path = _some(draw, files)
    if path is not None:
        files[path] = Blob(files[path].content + b"\0" + mine.encode() + b"\n")


def _link(draw: Draw, files: Files, mine: str) -> None:
    path = _some(draw, files)
    if path is not None and b"mine" not in files[path].content:
        files[path] = Blob(mine.encode(), LINK)


def _crlf(draw: Draw, files: Files, _mine: str) -> None:
    def convert(lines: list[bytes]) -> None:
        lines[:] = [line.rstrip(b"\r\n") + b"\r\n" for line in lines]

    _rewrite(draw, files, convert)


def _executable(draw: Draw, files: Files, _mine: str) -> None:
    path = _some(draw, files)
    if path is not None and files[path].mode != LINK:
        files[path] = files[path]._replace(mode=EXECUTABLE)


def mine_in(files: Files) -> set[bytes]:
    """Return every line that only a person can have written."""
    lines = (
        line for blob in files.values() for line in blob.content.replace(b"\0", b"\n").split(b"\n")
    )
    return {line.strip() for line in lines if line.startswith(b"mine")}


def no_line_is_lost(data: st.DataObject) -> None:
    """Every line is merged, in a conflict, or in a file beside."""
    old, new = data.draw(generations())
    project = Project.generated(*old)
    edit(data.draw, project.files)
    before = dict(project.files)
    project.regenerate(*new)
    assert mine_in(before) <= mine_in(project.files)


def the_second_run_changes_nothing(data: st.DataObject) -> None:
    """Neither files nor the lock change; conflicts are refused until they are resolved."""
    old, new = data.draw(generations())
    project = Project.generated(*old)
    edit(data.draw, project.files)
    resolved = not project.regenerate(*new).conflicts
    files, lock = dict(project.files), project.lock
    try:
        again = project.regenerate(*new)
    except UnresolvedError:
        assert not resolved
        return
    assert (project.files, project.lock) == (files, lock)
    assert {change.action for change in again.pending} <= ({"conflict"} if not resolved else set())


def an_unedited_project_is_a_fresh_one(data: st.DataObject) -> None:
    """The files and the lock are byte for byte the same."""
    old, new = data.draw(generations())
    project = Project.generated(*old)
    project.regenerate(*new)
    fresh = Project.generated(*new)
    assert (project.files, project.lock) == (fresh.files, fresh.lock)


def edits_survive_many_generations(data: st.DataObject) -> None:
    """A person edits between the runs, and resolves conflicts by keeping both sides."""
    first, second = data.draw(generations())
    project = Project.generated(*first)
    for generation in (second, first, second):
        edit(data.draw, project.files)
        before = dict(project.files)
        project.regenerate(*generation)
        assert mine_in(before) <= mine_in(project.files)
        for path, blob in project.files.items():
            project.files[path] = blob._replace(content=_without_markers(blob.content))


def _without_markers(content: bytes) -> bytes:
    signs = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
    lines = content.splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(signs))


PROPERTIES = [
    no_line_is_lost,
    the_second_run_changes_nothing,
    an_unedited_project_is_a_fresh_one,
    edits_survive_many_generations,
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
    run = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    run(given(st.data())(claim))()
