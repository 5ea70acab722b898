"""Every template against its expected output."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import goldens
import pytest

from scaffold.generate.examples import example_names
from scaffold.project import lock as lockfile

if TYPE_CHECKING:
    from pathlib import PurePosixPath


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    """Whether the run rewrites what is expected."""
    return bool(request.config.getoption("--update-golden"))


@pytest.mark.parametrize("name", goldens.case_names())
def test_a_case_gives_what_is_kept_for_it(name: str, updating: bool) -> None:  # noqa: FBT001 - a fixture
    """The files of a golden case are those in tests/golden, byte for byte."""
    if updating:
        goldens.update(name)

    assert _differences(goldens.expected_tree(name), goldens.actual_tree(name)) == ""


@pytest.mark.parametrize("name", example_names())
def test_an_example_is_what_its_spec_gives(name: str, updating: bool) -> None:  # noqa: FBT001 - a fixture
    """An example is a whole generated project; only the bodies it lists are its own."""
    if updating:
        goldens.update_example(name)
    kept = goldens.kept_example(name)
    kept.pop(goldens.OWN_FILES, None)
    generated = goldens.example_tree(name)
    locks = [lockfile.load(tree.pop(goldens.LOCK).decode()) for tree in (kept, generated)]

    assert _differences(kept, generated) == ""
    assert locks[0] == locks[1]


def test_a_case_keeps_only_what_differs_from_its_parent() -> None:
    """A file that equals the parent's would hide what the case is about."""
    repeated = [
        f"{name}/{path}"
        for name in goldens.case_names()
        if (above := goldens.parent(name))
        for path, content in goldens.read_tree(goldens.GOLDEN / name / "expected").items()
        if goldens.expected_tree(above).get(path) == content
    ]

    assert repeated == []


def _differences(expected: goldens.Tree, actual: goldens.Tree) -> str:
    """A diff that a person can read; nothing when the trees are equal."""
    parts = [
        _diff(path, expected.get(path), actual.get(path))
        for path in sorted(expected.keys() | actual.keys())
        if expected.get(path) != actual.get(path)
    ]
    return "\n".join(parts[:20]) + ("\npytest --update-golden accepts this" if parts else "")


def _diff(path: PurePosixPath, expected: bytes | None, actual: bytes | None) -> str:
    if expected is None:
        return f"{path}: generated, but not expected"
    if actual is None:
        return f"{path}: expected, but not generated"
    before, after = (text.decode(errors="replace").splitlines() for text in (expected, actual))
    names = f"expected/{path}", f"actual/{path}"
    return "\n".join(difflib.unified_diff(before, after, *names, lineterm=""))
