"""The examples in full: each passes its own tests, and builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import goldens
import pytest
from toolchain import cache_folder, link_node_modules, node_packages, python_project, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

# The founding example first: the browser's journey is with it.
EXAMPLES = sorted(
    (path.parent.name for path in goldens.EXAMPLES.glob("*/scaffold.yaml")), reverse=True
)
MIN_COVERAGE = 90


@pytest.fixture(scope="module", params=EXAMPLES)
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An example, freshly generated, with the dependencies of its frontend."""
    root = goldens.example_case(request.param).write(tmp_path_factory.mktemp("examples"))
    link_node_modules(root / "frontend")
    return root


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    """The pages of an example, built by Vite for all tests of it."""
    run(project / "frontend", "npx", "vite", "build")
    return project / "frontend" / "dist"


def test_backend_passes_its_own_tests(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in a shell that is set to AWS; and they reach nine tenths of its lines and branches."""
    for name in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_LAMBDA"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    python = python_project(project / "backend") / "bin" / "python"
    printed = run(
        project / "backend",
        str(python),
        "-m",
        "pytest",
        "-q",
        "--cov=src",
        "--cov-branch",
        f"--cov-fail-under={MIN_COVERAGE}",
    )
    assert " passed" in printed


def test_frontend_passes_its_own_checks(project: Path) -> None:
    """Biome and the TypeScript that it locks, by its own script."""
    run(project / "frontend", "npm", "run", "check")


def test_frontend_passes_its_own_tests(project: Path) -> None:
    """In Vitest."""
    assert " passed" in run(project / "frontend", "npx", "vitest", "run")


def test_frontend_builds(site: Path) -> None:
    """Into a page and its assets."""
    assert (site / "index.html").is_file()


@pytest.mark.parametrize("project", EXAMPLES[:1], indirect=True)
def test_pages_in_a_browser(site: Path) -> None:
    """Sign-in to uploads, light, dark and mobile: no console error, axe finds nothing."""
    packages = node_packages({"playwright-core": "1.65.1", "@axe-core/playwright": "4.13.0"})
    journey = goldens.ROOT / "tests" / "built" / "browser" / "journey.mjs"
    shots = cache_folder() / "screenshots"
    run(site.parent, "node", str(journey), str(packages), str(site), str(shots))
    assert list(shots.glob("*.png"))
