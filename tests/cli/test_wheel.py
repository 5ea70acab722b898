"""The package, as somebody installs it: in an empty environment, run from another folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import goldens
import pytest

ROOT = goldens.ROOT
UV = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(UV, "build", "--wheel", "--quiet", "--out-dir", str(folder), str(ROOT), cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of the wheel, in an environment of its own."""
    folder = tmp_path_factory.mktemp("venv")
    run(UV, "venv", "--quiet", "--python", sys.executable, str(folder), cwd=folder)
    python = folder / "bin" / "python"
    run(UV, "pip", "install", "--quiet", "--python", str(python), str(wheel), cwd=folder)
    return folder / "bin" / "scaffold"


def test_the_wheel_has_every_template_example_and_table(wheel: Path) -> None:
    """Ignored names, hidden ones and partials too."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())

    templates = {
        f"scaffold/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    examples = {
        f"scaffold/{path.relative_to(ROOT).as_posix()}"
        for path in goldens.EXAMPLES.glob("*/scaffold.yaml")
    }
    data = {"scaffold/cloudformation/create_only.json"}
    assert (templates | examples | data) - names == set()
    assert not [name for name in names if name.startswith(("tests", "templates", "examples"))]


def test_an_installed_scaffold_makes_a_project(program: Path, tmp_path: Path) -> None:
    """The same files as from the checkout."""
    output = run(str(program), "new", "--example", "video-share", "--no-git", cwd=tmp_path)

    assert output.startswith("Created video-share (")
    made = {path.relative_to(tmp_path / "video-share") for path in files(tmp_path / "video-share")}
    generated = {Path(path) for path in goldens.example_case("video-share").files}
    assert made >= generated


@pytest.mark.parametrize("command", [["check"], ["explain", "template.yaml"], ["schema"]])
def test_an_installed_scaffold_reads_a_project(
    program: Path, tmp_path: Path, command: list[str]
) -> None:
    """Nothing of the checkout is needed."""
    run(str(program), "new", "app", "--example", "notes", "--no-git", cwd=tmp_path)

    assert run(str(program), *command, cwd=tmp_path / "app") != ""


def files(root: Path) -> list[Path]:
    """Every file under a folder."""
    return [path for path in root.rglob("*") if path.is_file()]


def run(*command: str, cwd: Path) -> str:
    """What a program prints, away from this checkout's environment."""
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in {"VIRTUAL_ENV", "PYTHONPATH", "SCAFFOLD_CACHE_DIR"}
    }
    environment["SCAFFOLD_CACHE_DIR"] = str(cwd / ".cache")
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
