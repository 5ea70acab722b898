"""Folders that a person moved as a whole: what is generated in them follows."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from regenerate.conftest import Checkout
from regenerate.test_branch_renames import differing

from scaffold.project.reconcile import MovedFolders

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("locations", "relocated"),
    [
        ({"web/a.ts": "web/a.ts", "web/b.ts": "web/b.ts"}, "web/src/new.ts"),
        ({"web/a.ts": "ui/a.ts", "web/b.ts": "ui/b.ts"}, "ui/src/new.ts"),
        ({"web/a.ts": "ui/a.ts", "web/src/b.ts": "ui/src/b.ts"}, "ui/src/new.ts"),
        ({"web/a.ts": "web/a.ts", "web/src/b.ts": "web/lib/b.ts"}, "web/src/new.ts"),
        (
            {
                "web/a.ts": "web/a.ts",
                "web/src/b.ts": "web/lib/b.ts",
                "web/src/c/d.ts": "web/lib/c/d.ts",
            },
            "web/lib/new.ts",
        ),
        ({"web/a.ts": "ui/a.ts", "web/b.ts": "ui/other.ts"}, "web/src/new.ts"),
        ({"web/a.ts": "a.ts", "web/b.ts": "b.ts"}, "web/src/new.ts"),
        ({"web/a.ts": "apps/web/a.ts", "web/b.ts": "apps/web/b.ts"}, "apps/web/src/new.ts"),
    ],
)
def test_new_files_follow_a_folder_of_which_all_was_moved(
    locations: dict[str, str], relocated: str
) -> None:
    """One file that was moved for itself, or to another place in the folder, moves nothing else."""
    pairs = [(PurePosixPath(path), PurePosixPath(here)) for path, here in locations.items()]

    path = MovedFolders(pairs).relocate(PurePosixPath("web/src/new.ts"))

    assert path == PurePosixPath(relocated)


@pytest.mark.slow
@pytest.mark.parametrize("is_recorded", [True, False])
def test_a_moved_frontend_follows_a_rename(
    checkout: Checkout, tmp_path: Path, *, is_recorded: bool
) -> None:
    """With the files of a model that is added, whether or not a run has seen the folder before."""
    (checkout.root / "frontend").rename(checkout.root / "web")
    if is_recorded:
        checkout.edit("scaffold.yaml", "{title: string}", "{title: string, rank: optional integer}")
        assert checkout.scaffold("regenerate").code == 0
    assert checkout.scaffold("rename", "model", "note", "memo").code == 0
    assert checkout.scaffold("add", "model", "tag", "--field", "label:string").code == 0

    assert checkout.scaffold("regenerate").code == 0

    assert checkout.scaffold("plan").code == 0
    assert not (checkout.root / "frontend").exists()
    (checkout.root / "web").rename(checkout.root / "frontend")
    fresh = Checkout(tmp_path / "fresh", checkout.program)
    checkout.scaffold("new", str(fresh.root), "--spec", "scaffold.yaml", "--no-git")
    assert differing(checkout, fresh) == set()
