"""What Lighthouse thinks of the built frontend; minutes long, so part of make soak."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

import goldens
import pytest
from toolchain import link_node_modules, node_packages

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.soak

PACKAGES = {"lighthouse": "12.8.2", "playwright-core": "1.65.1"}
PERFECT = {"performance": 100, "accessibility": 100, "best-practices": 100}
# React alone takes a second over slow 4G.
MIN_MOBILE_PERFORMANCE = 95


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The verdict on each page, by device."""
    frontend = (
        goldens.example_case("video-share").write(tmp_path_factory.mktemp("site")) / "frontend"
    )
    link_node_modules(frontend)
    _run(frontend, "npx", "vite", "build")
    script = goldens.ROOT / "tests" / "built" / "browser" / "lighthouse.mjs"
    printed = _run(frontend, "node", str(script), str(node_packages(PACKAGES)), "dist")
    verdicts: dict[str, Any] = json.loads(printed)
    return verdicts


def _run(folder: Path, *command: str) -> str:
    environment = os.environ | {"NO_COLOR": "1", "CI": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize(
    ("page", "path"),
    [("sign-in", "/sign-in"), ("uploads", "/buckets/videos"), ("item", "/videos/01VIDEO1")],
)
def test_a_page_gets_full_marks_on_a_desktop(pages: dict[str, Any], page: str, path: str) -> None:
    """Speed, accessibility and best practices, before and after signing in."""
    verdict = pages[page]["desktop"]

    assert verdict["path"] == path
    assert {key: verdict[key] for key in PERFECT} == PERFECT, verdict["costly"]


@pytest.mark.parametrize("page", ["sign-in", "uploads", "item"])
def test_a_page_is_fast_on_a_slow_mobile(pages: dict[str, Any], page: str) -> None:
    """Over slow 4G with a slow processor, at no cost for accessibility or best practices."""
    verdict = pages[page]["mobile"]

    assert verdict["accessibility"] == verdict["best-practices"] == 100, verdict["costly"]
    assert verdict["performance"] >= MIN_MOBILE_PERFORMANCE, verdict["costly"]
