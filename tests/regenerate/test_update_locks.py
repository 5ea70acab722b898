"""`scaffold regenerate --update-locks`: update the lockfiles if needed."""

from __future__ import annotations

import json
import os
import shutil
import signal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from regenerate.conftest import Checkout

LAST = '    "wouter": "3.13.0"\n'
MINE = '    "wouter": "3.13.0",\n    "zod": "4.0.0"\n'
WITH_SIGN_IN = "auth:\nmodels:\n  note:\n    fields: {title: string}\n"
UPDATE = ("regenerate", "--yes", "--update-locks")


@pytest.fixture
def stale(checkout: Checkout) -> Checkout:
    """A project whose package.json a person and the spec have changed."""
    checkout.edit("frontend/package.json", LAST, MINE)
    checkout.edit("scaffold.yaml", WITH_SIGN_IN, "")
    return checkout


def with_make(checkout: Checkout, script: str) -> dict[str, str]:
    """Return an environment whose `make` is a script."""
    folder = checkout.root.parent / "bin"
    folder.mkdir()
    (folder / "make").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "make").chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def test_update_locks_runs_make_lock(stale: Checkout) -> None:
    """In the project's folder, after everything else is written."""
    script = 'echo "$1" > made; cat frontend/package.json >> made'
    answer = stale.scaffold(*UPDATE, env=with_make(stale, script))

    assert (answer.code, answer.err) == (0, "")
    assert stale.read("made") == "lock\n" + stale.read("frontend/package.json")
    assert "aws-amplify" not in stale.read("made")
    assert '"zod"' in stale.read("made")


@pytest.mark.parametrize("arguments", [["regenerate", "--yes"], [*UPDATE, "--check"]])
def test_make_lock_runs_only_if_asked(stale: Checkout, arguments: list[str]) -> None:
    """A run that writes names the command."""
    answer = stale.scaffold(*arguments, env=with_make(stale, "touch made"))

    assert not (stale.root / "made").exists()
    hint = "Run make lock to update frontend/package-lock.json: the dependencies have changed\n"
    assert (hint in answer.out) == ("--check" not in arguments)


def test_make_lock_does_not_run_if_nothing_is_stale(checkout: Checkout) -> None:
    """A generated package.json comes with its generated lockfile."""
    checkout.edit("scaffold.yaml", WITH_SIGN_IN, "")

    assert checkout.scaffold(*UPDATE, env=with_make(checkout, "touch made")).code == 0
    assert not (checkout.root / "made").exists()


def test_make_lock_does_not_run_with_conflicts_left(stale: Checkout) -> None:
    """A package manager could not read a manifest with conflict markers."""
    stale.edit("frontend/package.json", '"aws-amplify": "6.22.1"', '"aws-amplify": "6.0.0"')

    answer = stale.scaffold(*UPDATE, env=with_make(stale, "touch made"))

    assert answer.code == 1
    assert "Run make lock" in answer.out
    assert not (stale.root / "made").exists()


def test_output_of_make_lock_goes_to_stderr(stale: Checkout) -> None:
    """Stdout stays valid JSON."""
    answer = stale.scaffold(*UPDATE, "--json", env=with_make(stale, "echo resolving"))

    assert json.loads(answer.out)["stale"] == ["frontend/package-lock.json"]
    assert answer.err == "resolving\n"


def test_failure_of_make_lock(stale: Checkout) -> None:
    """Exits 1; the project is regenerated."""
    answer = stale.scaffold(*UPDATE, env=with_make(stale, "echo no network >&2; exit 3"))

    assert answer.code == 1
    assert answer.err == (
        "no network\n"
        "error: everything but the lockfiles is up to date: make lock failed, see its output\n"
    )
    assert "aws-amplify" not in stale.read("frontend/package.json")


def test_update_locks_without_make(stale: Checkout) -> None:
    """Exits 1 and names the missing program."""
    folder = stale.root.parent / "bin"
    folder.mkdir()
    git = shutil.which("git")
    assert git is not None
    (folder / "git").symlink_to(git)

    answer = stale.scaffold(*UPDATE, env={"PATH": str(folder)})

    assert answer.code == 1
    assert answer.err == (
        "error: everything but the lockfiles is up to date: make is not installed."
        " Install it, then run make lock\n"
    )


def test_interrupt_during_make_lock(stale: Checkout) -> None:
    """The error says that everything else is written."""
    environment = with_make(stale, "echo resolving >&2; exec tail -f /dev/null")
    process = stale.program.start(*UPDATE, str(stale.root), **environment)
    with process:
        assert process.stderr is not None
        assert process.stderr.readline() == "resolving\n"
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        output = process.stderr.read()

    assert process.returncode == 130
    assert output == "error: interrupted after everything was written\n"
    assert "aws-amplify" not in stale.read("frontend/package.json")
