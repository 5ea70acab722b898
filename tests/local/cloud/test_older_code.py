"""Code that is older than what is kept, or of another branch, as `scaffold dev` runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import goldens
import pytest
from local.applications import run_application
from local.people import sign_in, sign_up

from scaffold import pipeline
from scaffold.local.migrating import DivergedError
from scaffold.project.reconcile import Choices

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

pytestmark = pytest.mark.slow

SPEC: Final = """
scaffold: 1
app: keep-data
auth:
models:
  note:
    fields: {title: string, n: %s}
    access: {read: public}
    index: [{sort: n}]
"""


def test_items_of_older_code_are_migrated_and_those_of_another_branch_are_not(
    loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    """What was done counts only until other code runs; another branch's code does not start."""
    root = tmp_path / "project"
    goldens.write_tree(root, pipeline.new_project(SPEC % "integer")[1])
    with run_application(loop, root, persist=True) as running:
        sign_up(running, "ada@example.com").create("/notes", {"title": "a", "n": 1})

    regenerate(root, "string")
    with run_application(loop, root, persist=True) as running:
        assert running.notice("migrate", "Migrated") == "Migrated 1 item of note"

    go_back(root)
    with run_application(loop, root, persist=True) as running:
        assert "generation 2" in running.notice("migrate", "note: items may be")
        sign_in(running, "ada@example.com").create("/notes", {"title": "b", "n": 2})

    regenerate(root, "string")
    with run_application(loop, root, persist=True) as running:
        assert running.notice("migrate", "Migrated") == "Migrated 1 item of note"

    go_back(root)
    regenerate(root, "datetime")
    with (
        pytest.raises(DivergedError, match="another migration to generation 2"),
        run_application(loop, root, persist=True),
    ):
        pass


def regenerate(root: Path, type_of_n: str) -> None:
    """Change the type of a field, and regenerate the project."""
    (root / "scaffold.yaml").write_text(SPEC % type_of_n)
    pipeline.regenerate(root, Choices())


def go_back(root: Path) -> None:
    """Undo the last change of the spec."""
    pipeline.undo(root)
