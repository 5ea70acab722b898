"""The browser tests that a generated project ships, in Chromium against `scaffold dev`."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import goldens
import pytest
from toolchain import beside, cache_folder

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

EXAMPLES = sorted(path.parent.name for path in goldens.EXAMPLES.glob("*/scaffold.yaml"))
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
JOURNEY = (
    "signs up|another tab|keyboard|goes on after a reload|video is ready"
    "|in one tab|the next person|is revoked|outlives the end|offered to nobody else"
)
SOAK = pytest.mark.skipif(
    not os.environ.get("SCAFFOLD_SOAK"), reason="takes a quarter of an hour: make soak"
)


def drive(root: Path, options: str, **environment: str) -> str:
    """What a project's browser tests print, run as `make e2e` runs them; they must pass."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser and "CHROMIUM" not in os.environ:
        environment["CHROMIUM"] = browser
    command = f"npm --prefix frontend run e2e -- {options}"

    done = subprocess.run(
        [beside("scaffold"), "dev", root, "--port", "0", "--once", command],
        env=os.environ | environment | {"CI": "1", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    keep_screenshots(root)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-4000:]
    return done.stdout


def keep_screenshots(root: Path) -> None:
    """Keep what the pages look like, for a person to look at."""
    shots = cache_folder() / "screenshots" / root.name
    shots.mkdir(parents=True, exist_ok=True)
    for shot in root.glob("frontend/test-results/*/*.png"):
        shutil.copy(shot, shots / f"{shot.parent.name}-{shot.name}")


def test_a_journey_through_video_share(tmp_path: Path) -> None:
    """Sign-up (in two tabs too), keyboard, an upload of 20 MB that is resumed, and sessions."""
    root = goldens.example_case("video-share").write(tmp_path)

    printed = drive(root, f'--project=light --grep "{JOURNEY}"')

    assert " passed" in printed
    assert " failed" not in printed


@SOAK
@pytest.mark.parametrize("name", EXAMPLES)
def test_all_of_an_example(name: str, tmp_path: Path) -> None:
    """Every browser test, light, dark and mobile, with files of 100 MB."""
    root = goldens.example_case(name).write(tmp_path)

    assert " passed" in drive(root, "", E2E_MEGABYTES="100")
