"""The life of a project: after each change, its own tests and checks pass."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import toolchain
from regenerate.conftest import Checkout
from regenerate.peers import ROOT, commit, git
from toolchain import run

if TYPE_CHECKING:
    from pathlib import Path

    from cli.program import Program

pytestmark = pytest.mark.soak

HELLO = "backend/src/video_share/functions/hello.py"
HELLO_TEST = "backend/tests/functions/test_hello.py"
PROBE = "backend/src/video_share/functions/probe_video.py"
PROBE_TEST = "backend/tests/functions/test_probe_video.py"
PROBE_E2E = "frontend/e2e/probe-video.spec.ts"
HOME = "frontend/src/pages/HomePage.tsx"
HEADING = '<h2 id="functions">{}</h2>'


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner of a project in a repository, with the tools that it needs."""

    checkout: Checkout

    def regenerate(self, message: str, *expected: str, consent: bool = False) -> None:
        """Regenerate without a conflict, check the output, and commit."""
        answer = self.checkout.scaffold("regenerate", *(["--yes"] if consent else []))
        assert answer.code == 0, answer.out + answer.err
        for text in expected:
            assert text in answer.out
        commit(self.checkout.root, message)

    def edit(self, path: str, *pairs: tuple[str, str]) -> None:
        """Replace every occurrence of some texts in a file."""
        text = self.checkout.read(path)
        for before, after in pairs:
            assert before in text, f"{before!r} is not in {path}"
            text = text.replace(before, after)
        (self.checkout.root / path).write_text(text)

    def passes(self) -> None:
        """Run the backend's tests, tsc and Biome."""
        backend = self.checkout.root / "backend"
        python = toolchain.python_project(backend) / "bin" / "python"
        assert " passed" in run(backend, str(python), "-m", "pytest", "-q")
        run(self.frontend(), "npm", "run", "check")

    def frontend(self) -> Path:
        """Return the frontend's folder, with its locked packages installed."""
        frontend = self.checkout.root / "frontend"
        packages = frontend / "node_modules"
        packages.unlink(missing_ok=True)
        packages.symlink_to(toolchain.node_project(frontend) / "node_modules")
        return frontend


@pytest.fixture
def owner(scaffold: Program) -> Owner:
    """The owner of a new video-share project."""
    assert scaffold.run("new", "app", "--example", "video-share").code == 0
    root = scaffold.folder / "app"
    with (root / ".git/info/exclude").open("a") as excluded:
        excluded.write(
            "node_modules\n"
        )  # a link in the tests, which the project's pattern does not match
    return Owner(Checkout(root, scaffold))


def test_project_life(owner: Owner) -> None:
    """Edits, a feature added and removed, a rename, and an upgrade with a conflict."""
    edit_code(owner)
    owner.passes()
    add_a_model(owner)
    owner.passes()
    rename_a_model(owner)
    owner.passes()
    remove_the_bucket(owner)
    owner.passes()
    upgrade(owner)
    owner.passes()
    assert " passed" in run(owner.frontend(), "npx", "vitest", "run")


def edit_code(owner: Owner) -> None:
    """Edit a handler and a page."""
    owner.edit(HELLO, ('{"route": request.route,', '{"ours": True, "route": request.route,'))
    owner.edit(HELLO_TEST, ('        "route":', '        "ours": True,\n        "route":'))
    owner.edit(HOME, (HEADING.format("Functions"), HEADING.format("What it can do")))
    commit(owner.checkout.root, "Say it our way")


def add_a_model(owner: Owner) -> None:
    """Add a model with a file, and pages in the navigation."""
    fields = ("--field", "title:string", "--field", "image:optional file(videos)")
    assert owner.checkout.scaffold("add", "model", "poster", *fields).code == 0
    owner.regenerate("Add posters", "create    frontend/src/pages/posters/PosterListPage.tsx")


def rename_a_model(owner: Owner) -> None:
    """Rename a model, and adapt the function's body, which belongs to the owner."""
    assert owner.checkout.scaffold("rename", "model", "video", "clip").code == 0
    owner.regenerate("Rename videos to clips")
    for path in (PROBE, PROBE_TEST):
        owner.edit(
            path, ("models import video", "models import clip"), ("video.MODEL", "clip.MODEL")
        )
    owner.edit(PROBE, ("video.VideoStatusValue", "clip.ClipStatusValue"))
    owner.edit(PROBE_TEST, ('Target("video"', 'Target("clip"'))
    owner.edit(PROBE_E2E, ("models/video", "models/clip"), ("/videos/new", "/clips/new"))
    commit(owner.checkout.root, "Probe clips")


def remove_the_bucket(owner: Owner) -> None:
    """Remove the references, then the bucket; the owner deletes the function's kept body."""
    checkout = owner.checkout
    refused = checkout.scaffold("remove", "bucket", "videos")
    assert refused.code == 2
    assert "models.clip.fields.file" in refused.err
    assert checkout.scaffold("remove", "function", "probe-video").code == 0
    owner.edit(
        "scaffold.yaml",
        ("      file: optional file(videos)\n", ""),
        ("      image: optional file(videos)\n", ""),
    )
    assert checkout.scaffold("remove", "bucket", "videos").code == 0
    expected = (f"kept      {PROBE}", f"kept      {PROBE_TEST}")
    owner.regenerate("Remove uploads", *expected, consent=True)
    for path in (PROBE, PROBE_TEST, PROBE_E2E):
        (checkout.root / path).unlink()
    commit(checkout.root, "Remove the probe")


def upgrade(owner: Owner) -> None:
    """Upgrade to a tool with another heading: the owner resolves the conflict in the file."""
    root, tool = owner.checkout.root, owner.checkout.root.parent / "tool"
    shutil.copytree(ROOT / "templates", tool / "templates")
    (tool / "scaffold").symlink_to(ROOT / "scaffold")
    newer = Owner(Checkout(tool / "templates/base", owner.checkout.program))
    newer.edit(f"{HOME}.jinja", (HEADING.format("Functions"), HEADING.format("Your functions")))
    assert run_tool(tool, owner, "regenerate") == 1
    assert f"UU {HOME}" in git(root, "status", "--short")
    text = owner.checkout.read(HOME)
    start, end = text.index("<<<<<<< yours"), text.index(">>>>>>> generated now\n")
    ours = text[start:end].partition("\n")[2].partition("|||||||")[0]
    (root / HOME).write_text(text[:start] + ours + text[end:].partition("\n")[2])
    commit(root, "Upgrade")
    assert run_tool(tool, owner, "plan") == 0


def run_tool(tool: Path, owner: Owner, command: str) -> int:
    """Run a command of another version of the tool in the project; return its exit code."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "scaffold", command, str(owner.checkout.root)],
        env=owner.checkout.program.environment | {"PYTHONPATH": str(tool)},
        capture_output=True,
        check=False,
    )
    return done.returncode
