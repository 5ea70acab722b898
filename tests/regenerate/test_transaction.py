"""Transactions: commit, recovery and undo, and what they refuse."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from regenerate import crashes, trees
from regenerate.trees import AFTER, BEFORE, LOCK, file, link

from scaffold.project import transaction
from scaffold.project.transaction import (
    REGULAR,
    RefusedError,
    Removal,
    Run,
    TransactionError,
    Write,
    read_state,
)

if TYPE_CHECKING:
    from scaffold.project.transaction import Operation

SOAK = bool(os.environ.get("SCAFFOLD_SOAK"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a file of every kind."""
    root = tmp_path / "project"
    trees.make_before(root)
    return root


def commit(root: Path, *operations: Operation, expected: trees.Expected | None = None) -> None:
    """Commit operations, by default from an up-to-date plan."""
    last = Write(LOCK, b"second", REGULAR)
    seen = {operation.path: read_state(root, operation.path) for operation in (*operations, last)}
    with transaction.run_lock(root):
        transaction.commit(root, operations, {**seen, **(expected or {})}, last, Run("test"))


def crash(root: Path) -> None:
    """Kill a run in the middle of its changes."""
    hook = crashes.once(root / "file-to-folder/inner.txt", crashes.kill)
    ending = crashes.run(lambda: trees.replace(root, BEFORE, AFTER), hook)
    assert ending.code == crashes.KILLED
    assert (root / "update.txt").read_text() == "new"


def test_commit_writes_everything(root: Path) -> None:
    """Files, links and modes; empty folders are removed, and the user's own files stay."""
    trees.replace(root, BEFORE, AFTER)

    wanted = {**AFTER, **trees.OWN, str(LOCK): file("second")}
    assert {name: trees.entry(root / name) for name in wanted} == wanted
    assert {name for name, (_, content) in trees.snapshot(root).items() if content is None} == {
        ".scaffold", "empty", "file-to-folder", "link-to-folder", "new", "new/place", "shared",
    }  # fmt: skip


def test_commit_writes_the_lock_last(root: Path) -> None:
    """A new lock never describes files that are not written yet."""

    def hook(_number: int, _grows: bool) -> None:  # noqa: FBT001 - a hook's signature
        if (root / LOCK).read_bytes() == b"second":
            crashes.kill()

    ending = crashes.run(lambda: trees.replace(root, BEFORE, AFTER), hook)

    assert ending.code == crashes.KILLED
    assert {name: trees.entry(root / name) for name in AFTER} == AFTER


def test_undo_restores_every_byte(root: Path) -> None:
    """Contents, links, permissions and folders; the report lists them."""
    before = trees.snapshot(root)
    trees.replace(root, BEFORE, AFTER)

    report = trees.undo(root)

    assert trees.snapshot(root) == before
    assert report is not None
    assert PurePosixPath("update.txt") in report.restored
    assert PurePosixPath("added.txt") in report.removed


def test_undo_goes_back_one_run(root: Path) -> None:
    """A second undo does nothing."""
    trees.replace(root, BEFORE, AFTER)
    trees.undo(root)

    assert trees.undo(root) is None


def test_git_ignores_transactions(root: Path) -> None:
    """Whatever the project's own .gitignore says."""
    trees.replace(root, BEFORE, AFTER)

    assert (root / trees.STORE / ".gitignore").read_text() == "*\n"
    assert stat.S_IMODE((root / trees.STORE).stat().st_mode) == 0o700


def test_update_keeps_permissions(root: Path) -> None:
    """The plan sets only the executable bit, as git does."""
    trees.replace(root, BEFORE, AFTER)

    assert stat.S_IMODE((root / "update.txt").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("path", "save"),
    [
        ("update.txt", lambda place: place.write_text("saved")),
        ("update.txt", lambda place: place.unlink()),
        ("update.txt", lambda place: place.chmod(0o700)),
        ("link", lambda place: (place.unlink(), place.symlink_to("elsewhere"))),
        ("added.txt", lambda place: place.write_text("saved")),
        ("added.txt", os.mkfifo),
    ],
)
def test_file_saved_since_the_plan_is_refused(root: Path, path: str, save: trees.Edit) -> None:
    """The error names the file, and nothing is written."""
    name = PurePosixPath(path)
    planned = read_state(root, name)
    save(root / path)
    before = trees.snapshot(root)

    with pytest.raises(RefusedError, match=rf"nothing was written. Run it again:\n  {path}$"):
        commit(root, Write(name, b"new", REGULAR), expected={name: planned})

    assert trees.snapshot(root) == before


def test_file_saved_while_staging_is_refused(root: Path) -> None:
    """It is noticed before it is replaced, and the files replaced so far are restored."""
    before = trees.snapshot(root)

    def save() -> None:
        (root / "update.txt").write_text("saved")

    hook = crashes.once(root / trees.STORE / "next/new/10", save)

    ending = crashes.run(lambda: trees.replace(root, BEFORE, AFTER), hook)

    assert ending.error == "RefusedError"
    assert ending.message == (
        "update.txt was saved while scaffold was writing; the project is unchanged"
    )
    assert trees.snapshot(root) == before | {"update.txt": (0o600, b"saved")}


def test_link_out_of_the_project_is_refused(root: Path, tmp_path: Path) -> None:
    """Nothing is written or removed through it."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file.txt").write_text("theirs")
    (root / "out").symlink_to(outside)

    for operation in (
        Write(PurePosixPath("out/new.txt"), b"", REGULAR),
        Removal(PurePosixPath("out/file.txt")),
    ):
        with pytest.raises(RefusedError, match="out is a link that leads out of the project"):
            commit(root, operation)

    assert [path.name for path in outside.iterdir()] == ["file.txt"]


def test_link_inside_the_project(root: Path) -> None:
    """A folder that the user moved and linked to is written through the link."""
    (root / "alias").symlink_to("shared")

    commit(root, Write(PurePosixPath("alias/new.txt"), b"new", REGULAR))

    assert (root / "shared/new.txt").read_text() == "new"


@pytest.mark.parametrize(
    "path",
    ["../outside.txt", "/etc/outside.txt", "a/../../b", "", ".git/config", f"{trees.STORE}/x"],
)
def test_path_out_of_the_project_is_refused(root: Path, path: str) -> None:
    """A damaged lock cannot make scaffold write elsewhere."""
    with pytest.raises(RefusedError, match="is not a file of the project"):
        commit(root, Removal(PurePosixPath(path)))


def test_two_operations_on_a_path_are_refused(root: Path) -> None:
    """Neither may be the intended one."""
    path = PurePosixPath("update.txt")

    with pytest.raises(RefusedError, match=r"planned twice; nothing was written:\n  update.txt"):
        commit(root, Removal(path), Write(path, b"", REGULAR))


def test_file_over_a_folder_with_a_user_file_is_refused(root: Path) -> None:
    """The error names the user's file."""
    before = trees.snapshot(root)

    with pytest.raises(RefusedError, match=r"shared/own\.txt is in the way"):
        commit(
            root,
            Removal(PurePosixPath("shared/generated.txt")),
            Write(PurePosixPath("shared"), b"", REGULAR),
        )

    assert trees.snapshot(root) == before


def test_folder_over_a_file_is_refused(root: Path) -> None:
    """Unless the plan removes the file."""
    with pytest.raises(RefusedError, match=r"update\.txt is not a folder"):
        commit(root, Write(PurePosixPath("update.txt/inner"), b"", REGULAR))


def test_recovery_keeps_a_file_edited_after_a_crash(root: Path) -> None:
    """It rolls the rest back and names the file."""
    before = trees.snapshot(root)
    crash(root)
    (root / "update.txt").write_text("new and edited")

    message = trees.recover(root)

    assert message == (
        "The last run was interrupted; its changes were rolled back,"
        " except in files edited since:\n  update.txt"
    )
    assert trees.snapshot(root) == before | {"update.txt": (0o600, b"new and edited")}


def test_recovery_with_a_user_file_in_the_way(root: Path) -> None:
    """The error names the folder; recovery works once the file is moved."""
    before = trees.snapshot(root)
    crash(root)
    own = root / "file-to-folder/own.txt"
    own.write_text("the user's")

    with pytest.raises(TransactionError, match="file-to-folder: Directory not empty"):
        trees.recover(root)
    own.rename(root / "saved.txt")

    assert trees.recover(root)
    assert trees.snapshot(root) == before | {"saved.txt": (0o644, b"the user's")}


def test_undo_after_an_edit_is_refused(root: Path) -> None:
    """The error names the file, and nothing is undone."""
    trees.replace(root, BEFORE, AFTER)
    (root / "added.txt").write_text("edited")
    before = trees.snapshot(root)

    with pytest.raises(RefusedError, match=r"nothing was undone.*:\n  added\.txt$") as refused:
        trees.undo(root)

    assert refused.value.exit_code == 3
    assert trees.snapshot(root) == before


def test_undo_keeps_new_files(root: Path) -> None:
    """A folder that the run created stays if it has a file of the user."""
    trees.replace(root, BEFORE, AFTER)
    (root / "new/own.txt").write_text("the user's")

    trees.undo(root)

    assert [path.name for path in (root / "new").iterdir()] == ["own.txt"]


def test_undo_keeps_a_folder_that_was_empty(root: Path) -> None:
    """It existed before the run."""
    before = trees.snapshot(root)
    commit(root, Write(PurePosixPath("empty/new.txt"), b"new", REGULAR))

    trees.undo(root)

    assert trees.snapshot(root) == before


def test_undo_with_a_new_file_in_the_way_is_refused(root: Path) -> None:
    """A file does not replace a folder with a file of the user."""
    trees.replace(root, BEFORE, AFTER)
    (root / "file-to-folder/own.txt").write_text("the user's")
    before = trees.snapshot(root)

    with pytest.raises(RefusedError, match=r"file-to-folder/own\.txt is in the way"):
        trees.undo(root)

    assert trees.snapshot(root) == before


def test_undo_after_a_run_without_changes(root: Path) -> None:
    """The run before it can be undone."""
    trees.replace(root, BEFORE, AFTER)
    trees.replace(root, AFTER, AFTER)

    assert trees.undo(root)


def test_undo_after_a_refused_run(root: Path) -> None:
    """The run before it can be undone."""
    trees.replace(root, BEFORE, AFTER)
    with pytest.raises(RefusedError):
        commit(root, Removal(LOCK.parent / ".." / "x"))

    assert trees.undo(root)


def test_commit_before_recovery_is_refused(root: Path) -> None:
    """The data for recovery is kept."""
    before = trees.snapshot(root)
    crash(root)

    with pytest.raises(RefusedError, match="an interrupted run is not recovered yet"):
        commit(root, Write(PurePosixPath("x"), b"", REGULAR))

    trees.recover(root)
    assert trees.snapshot(root) == before


def test_damaged_journal_is_refused(root: Path) -> None:
    """The error says what to do."""
    trees.replace(root, BEFORE, AFTER)
    (root / trees.STORE / "runs/1/committed").write_text("{")

    with pytest.raises(RefusedError, match=r"committed is damaged, .*Restore the project with git"):
        trees.undo(root)


@pytest.mark.skipif(sys.platform == "darwin", reason="file names are text there")
def test_file_names_that_are_not_utf_8(root: Path) -> None:
    """File names and link targets are bytes."""
    name = os.fsdecode(b"caf\xe9 \n\"'")
    before = trees.snapshot(root)

    commit(root, Write(PurePosixPath(name), b"\xff", "120000"))
    assert os.fsencode((root / name).readlink()) == b"\xff"
    trees.undo(root)

    assert trees.snapshot(root) == before


names = st.sampled_from("abc")
paths = st.lists(names, min_size=1, max_size=3).map("/".join)
entries = st.builds(
    lambda text, mode: link(text or "x") if mode == "120000" else file(text, mode),
    st.text("xy", max_size=2),
    st.sampled_from(["100644", "100755", "120000"]),
)


def _standing(tree: dict[str, trees.Entry]) -> dict[str, trees.Entry]:
    """Return a tree without the paths below one of its files."""
    return {
        path: entry
        for path, entry in tree.items()
        if not any(str(folder) in tree for folder in PurePosixPath(path).parents)
    }


random_trees = st.dictionaries(paths, entries, max_size=8).map(_standing)


@settings(max_examples=5_000 if SOAK else 60, deadline=None)
@given(before=random_trees, after=random_trees, empty=st.sampled_from(["d", "e/d"]))
def test_commit_and_undo_of_random_trees(
    before: dict[str, trees.Entry], after: dict[str, trees.Entry], empty: str
) -> None:
    """A commit produces the tree exactly, and undo restores every byte."""
    with trees.temporary_folder() as root:
        trees.write_tree(root, before)
        (root / empty).mkdir(parents=True)
        former = trees.snapshot(root)

        trees.replace(root, before, after)
        committed = {name: trees.entry(root / name) for name in after}
        held = {name for name, (_, content) in trees.snapshot(root).items() if content is not None}
        trees.undo(root)

        assert committed == after
        assert held == {*after, str(LOCK)}
        assert trees.snapshot(root) == former
