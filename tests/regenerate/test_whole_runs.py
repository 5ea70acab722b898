"""Whole runs with random specs, spec changes and edits, on disk and with git's merge."""

from __future__ import annotations

import os
import stat
import tempfile
from itertools import count
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scaffold import pipeline
from scaffold.generate.application import read_and_generate
from scaffold.project import storage_file, transaction, workspace
from scaffold.project.paths import LOCK_PATH
from scaffold.project.reconcile import Choices, UnresolvedError
from scaffold.project.storage_file import STORAGE_PATH

if TYPE_CHECKING:
    from collections.abc import Callable

QUICK, THOROUGH, SOAK = 4, 60, 2_000

Draw: TypeAlias = Any  # hypothesis names no type for it
Files: TypeAlias = dict[str, tuple[bytes, int]]

_FIELDS = ["{title: string}", "{title: string, done: boolean}", "{body: optional text}"]
_MODELS = ["note", "task", "channel"]
_OPEN = ", access: {create: public, update: public, delete: public}"


@st.composite
def specs(draw: Draw) -> str:
    """A small application."""
    auth = draw(st.booleans())
    title = draw(st.sampled_from(["", "title: One\n", "title: Another\n"]))
    models = draw(st.dictionaries(st.sampled_from(_MODELS), st.sampled_from(_FIELDS), max_size=2))
    hello = 'hello: {trigger: {http: "GET /hello", access: public}}'
    functions = draw(st.sampled_from([f"functions: {{{hello}}}\n", "functions: {plain: {}}\n"]))
    access = "" if auth else _OPEN
    entries = [f"  {name}: {{fields: {fields}{access}}}\n" for name, fields in models.items()]
    head = ["scaffold: 1\napp: my-app\n", title, "auth:\n" if auth else ""]
    return "".join([*head, "models:\n" if models else "", *entries, functions])


def edit(draw: Draw, root: Path) -> set[str]:
    """Edit files as a person might; return the paths of the edited files."""
    kept = (".scaffold/", str(STORAGE_PATH))
    places = [path for path in sorted(files_of(root)) if not path.startswith(kept)]
    mine = (f"mine {number}\n".encode() for number in count())
    touched = set()
    for path in draw(st.lists(st.sampled_from(places), max_size=6, unique=True)):
        draw(st.sampled_from([_append, _prepend, _delete, _move, _executable, _binary, _crlf]))(
            root / path, next(mine)
        )
        touched.add(path)
    return touched


def _append(file: Path, mine: bytes) -> None:
    file.write_bytes(file.read_bytes() + mine)


def _prepend(file: Path, mine: bytes) -> None:
    file.write_bytes(mine + file.read_bytes())


def _delete(file: Path, _mine: bytes) -> None:
    file.unlink()


def _move(file: Path, mine: bytes) -> None:
    _append(file, mine)
    folder = file.parent / "elsewhere"
    folder.mkdir(exist_ok=True)
    file.rename(folder / file.name)


def _executable(file: Path, _mine: bytes) -> None:
    file.chmod(0o755)


def _binary(file: Path, mine: bytes) -> None:
    file.write_bytes(b"\0" + mine)


def _crlf(file: Path, _mine: bytes) -> None:
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def files_of(root: Path) -> Files:
    """Return every file's content and permissions, without the last transaction."""
    return {
        path: (file.read_bytes(), stat.S_IMODE(file.stat().st_mode))
        for file in root.rglob("*")
        if file.is_file()
        and "transaction" not in file.parts
        and (path := file.relative_to(root).as_posix())
    }


def make(root: Path, spec: str) -> dict[PurePosixPath, bytes]:
    """Write a fresh project; return its files."""
    _, contents = pipeline.new_project(spec)
    for path, content in contents.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return contents


def unedited(root: Path, spec: str) -> dict[PurePosixPath, bytes]:
    """Return what is generated for a spec and what the project has stored, whatever was edited."""
    records = storage_file.read(workspace.read(root)).records
    files = read_and_generate(spec, records=records).files
    return {file.plan.target: file.content for file in files}


def mine_in(files: Files) -> set[bytes]:
    """Return the lines that only a person can have written."""
    return {
        line.strip(b"\0\r")
        for content, _ in files.values()
        for line in content.split(b"\n")
        if line.strip(b"\0\r").startswith(b"mine ")
    }


def a_whole_run(draw: Draw, root: Path) -> None:
    """Edits are kept, other files are fresh, a second run changes nothing, and undo works."""
    first, second = draw(specs()), draw(specs())
    make(root, first)
    touched = edit(draw, root)
    (root / "scaffold.yaml").write_text(second)
    before = files_of(root)
    fresh = unedited(root, second)

    changes = pipeline.regenerate(root, Choices()).changes
    after = files_of(root)

    assert mine_in(before) <= mine_in(after)
    changed = {str(change.path) for change in changes.conflicts} | {str(LOCK_PATH)}
    for path, content in fresh.items():
        if str(path) not in touched | changed:
            assert after[str(path)][0] == content, path
    _runs_once(root, after, conflicts=bool(changes.conflicts))
    with transaction.run_lock(root):
        transaction.undo(root)
    assert files_of(root) == before


def _runs_once(root: Path, files: Files, *, conflicts: bool) -> None:
    try:
        pipeline.regenerate(root, Choices())
    except UnresolvedError:
        assert conflicts
    assert files_of(root) == files


@pytest.fixture
def folders(tmp_path: Path) -> Callable[[], Path]:
    """A new folder for each example."""

    def fresh() -> Path:
        return Path(tempfile.mkdtemp(dir=tmp_path))

    return fresh


def test_whole_run_quick(folders: Callable[[], Path]) -> None:
    """A few examples, in every `make check`."""
    _try(folders, QUICK)


@pytest.mark.slow
def test_whole_run_thorough(folders: Callable[[], Path]) -> None:
    """Dozens of examples; thousands if SCAFFOLD_SOAK is set."""
    _try(folders, SOAK if os.environ.get("SCAFFOLD_SOAK") else THOROUGH)


def _try(folders: Callable[[], Path], examples: int) -> None:
    run = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
    )
    run(given(st.data())(lambda data: a_whole_run(data.draw, folders())))()
