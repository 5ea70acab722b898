"""`scaffold regenerate --update-locks`: the package managers' files, renewed where needed."""

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
RENEW = ("regenerate", "--update-locks")


@pytest.fixture
def stale(checkout: Checkout) -> Checkout:
    """A project whose package.json both a person and the spec have changed."""
    checkout.edit("frontend/package.json", LAST, MINE)
    checkout.edit("scaffold.yaml", WITH_SIGN_IN, "")
    return checkout


def with_make(checkout: Checkout, script: str) -> dict[str, str]:
    """A machine whose `make` is a script."""
    folder = checkout.root.parent / "bin"
    folder.mkdir()
    (folder / "make").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "make").chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def test_they_are_renewed_by_the_projects_make(stale: Checkout) -> None:
    """In its folder, when everything else is written."""
    script = 'echo "$1" > made; cat frontend/package.json >> made'
    answer = stale.scaffold(*RENEW, env=with_make(stale, script))

    assert (answer.code, answer.err) == (0, "")
    assert stale.read("made") == "lock\n" + stale.read("frontend/package.json")
    assert "aws-amplify" not in stale.read("made")
    assert '"zod"' in stale.read("made")


@pytest.mark.parametrize("arguments", [["regenerate"], [*RENEW, "--check"]])
def test_nothing_is_run_unasked(stale: Checkout, arguments: list[str]) -> None:
    """The command is named, where something was written."""
    answer = stale.scaffold(*arguments, env=with_make(stale, "touch made"))

    assert not (stale.root / "made").exists()
    advice = "Run make lock to update frontend/package-lock.json: the dependencies have changed\n"
    assert (advice in answer.out) == ("--check" not in arguments)


def test_nothing_is_run_where_nothing_is_stale(checkout: Checkout) -> None:
    """A generated package.json comes with its generated lock."""
    checkout.edit("scaffold.yaml", WITH_SIGN_IN, "")

    assert checkout.scaffold(*RENEW, env=with_make(checkout, "touch made")).code == 0
    assert not (checkout.root / "made").exists()


def test_conflicts_come_first(stale: Checkout) -> None:
    """A package manager could not read what has their markers in it."""
    stale.edit("frontend/package.json", '"aws-amplify": "6.22.1"', '"aws-amplify": "6.0.0"')

    answer = stale.scaffold(*RENEW, env=with_make(stale, "touch made"))

    assert answer.code == 1
    assert "Run make lock" in answer.out
    assert not (stale.root / "made").exists()


def test_what_make_says_is_beside_the_json(stale: Checkout) -> None:
    """For whoever reads the output by a program."""
    answer = stale.scaffold(*RENEW, "--json", env=with_make(stale, "echo resolving"))

    assert json.loads(answer.out)["stale"] == ["frontend/package-lock.json"]
    assert answer.err == "resolving\n"


def test_a_failure_says_what_is_done(stale: Checkout) -> None:
    """The project is regenerated all the same."""
    answer = stale.scaffold(*RENEW, env=with_make(stale, "echo no network >&2; exit 3"))

    assert answer.code == 1
    assert answer.err == (
        "no network\n"
        "error: everything but the lockfiles is up to date: make lock failed, see its output\n"
    )
    assert "aws-amplify" not in stale.read("frontend/package.json")


def test_without_make_it_is_named(stale: Checkout) -> None:
    """As what is missing."""
    folder = stale.root.parent / "bin"
    folder.mkdir()
    git = shutil.which("git")
    assert git is not None
    (folder / "git").symlink_to(git)

    answer = stale.scaffold(*RENEW, env={"PATH": str(folder)})

    assert answer.code == 1
    assert answer.err == (
        "error: everything but the lockfiles is up to date: make is not installed."
        " Install it, then run make lock\n"
    )


def test_an_interrupt_says_that_the_rest_is_written(stale: Checkout) -> None:
    """And not that nothing was."""
    environment = with_make(stale, "echo resolving >&2; exec tail -f /dev/null")
    process = stale.program.start("regenerate", str(stale.root), "--update-locks", **environment)
    with process:
        assert process.stderr is not None
        assert process.stderr.readline() == "resolving\n"
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        said = process.stderr.read()

    assert process.returncode == 130
    assert said == "error: interrupted after everything was written\n"
    assert "aws-amplify" not in stale.read("frontend/package.json")
