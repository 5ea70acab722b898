"""`scaffold new` on a full disk, and interrupted: all of a project, or nothing."""

from __future__ import annotations

import shutil
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli.program import limit_files, tree

from scaffold.project import lock as lockfile
from scaffold.project.paths import LOCK_PATH

if TYPE_CHECKING:
    from cli.program import Program

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("folder", ["app", "a/b/app"])
def test_a_disk_that_is_full(scaffold: Program, folder: str) -> None:
    """The message names the file; nothing is left, not even the parents."""
    scaffold.run("new", "warm", "--example", "video-share", "--no-git")
    shutil.rmtree(scaffold.folder / "warm")

    answer = scaffold.run(
        "new", folder, "--example", "video-share", preexec_fn=lambda: limit_files(40_000)
    )

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("error: ")
    assert answer.err.endswith(": File too large; nothing was written\n")
    assert scaffold.leftovers() == []


def test_a_disk_that_is_full_beside_other_files(scaffold: Program) -> None:
    """The folder is as it was."""
    scaffold.run("new", "warm", "--example", "video-share", "--no-git")
    shutil.rmtree(scaffold.folder / "warm")
    root = scaffold.folder / "app"
    (root / "docs").mkdir(parents=True)
    (root / "docs" / "mine.md").write_text("mine")
    before = tree(scaffold.folder)

    answer = scaffold.run(
        "new", "app", "--example", "video-share", preexec_fn=lambda: limit_files(40_000)
    )

    assert answer.code == 2
    assert tree(scaffold.folder) == before


@pytest.mark.parametrize("existing", [False, True], ids=["new folder", "folder with a file"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_leaves_nothing(
    scaffold: Program, number: signal.Signals, *, existing: bool
) -> None:
    """In the middle of the first commit, all files written: neither files nor a child stay."""
    if existing:
        (scaffold.folder / "app").mkdir()
        (scaffold.folder / "app" / "mine.txt").write_text("mine")
    before = tree(scaffold.folder)
    tools, started = slow_git(scaffold)

    process = scaffold.start(
        "new", "app", "--example", "hello", PATH=f"{tools}:{scaffold.environment['PATH']}"
    )
    child = int(wait_for(started))
    process.send_signal(number)
    out, err = process.communicate(timeout=20)

    assert (process.returncode, out, err) == (130, "", "")
    assert tree(scaffold.folder) == before
    assert not is_running(child)


@pytest.mark.parametrize("delay", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 1.2])
def test_an_interrupt_at_any_time_leaves_all_or_nothing(scaffold: Program, delay: float) -> None:
    """Never a half of a project, never a folder of ours."""
    process = scaffold.start("new", "app", "--example", "video-share", "--no-git")
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)

    assert scaffold.leftovers() in ([], ["app"])
    # 1 is Python's own, while it starts.
    assert process.returncode in {0, 1, 130, -signal.SIGINT}
    if scaffold.leftovers():
        text = (scaffold.folder / "app" / LOCK_PATH).read_text()
        entries = lockfile.load(text).entries
        assert all((scaffold.folder / "app" / entry.path).is_file() for entry in entries)
    if process.returncode == 130:
        assert err == ""


def slow_git(scaffold: Program) -> tuple[Path, Path]:
    """A git whose commit never ends, outside of the folder; the file gets its process's id."""
    tools = scaffold.folder.parent / "tools"
    tools.mkdir()
    started = tools / "started"
    real = shutil.which("git", path=scaffold.environment["PATH"])
    (tools / "git").write_text(
        "#!/bin/sh\n"
        'case "$*" in\n'
        f'*" commit "*) echo $$ > {started}.tmp; mv {started}.tmp {started}; exec sleep 60 ;;\n'
        f'*) exec {real} "$@" ;;\n'
        "esac\n"
    )
    (tools / "git").chmod(0o755)
    return tools, started


def wait_for(file: Path) -> str:
    """The content of a file, once it is there."""
    deadline = time.monotonic() + 20
    while not file.exists():
        assert time.monotonic() < deadline, f"{file} never came"
        time.sleep(0.02)
    return file.read_text()


def is_running(process: int) -> bool:
    """Whether a process is there and no zombie."""
    status = Path(f"/proc/{process}/status")
    return status.exists() and "State:\tZ" not in status.read_text()
