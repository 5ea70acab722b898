"""Tools and environments that tests share, installed once outside the repository."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


# The longest that a tool may take in a project: a guard against one that hangs.
_SECONDS = 900
_AWS_CLI = "1.46.2"


def cache_folder() -> Path:
    """Return the folder for what takes long to install; the Makefile sets it."""
    override = os.environ.get("SCAFFOLD_DEV_CACHE")
    return Path(override) if override else Path.home() / ".cache" / "scaffold-dev"


def made_once(kind: str, inputs: Iterable[bytes], make: Callable[[], str]) -> str:
    """Return the text that `make` gives for these inputs, made by the first run that needs it."""
    digest = hashlib.sha256(b"\0".join(inputs)).hexdigest()[:32]
    target = cache_folder() / kind / digest
    if target.exists():
        return target.read_text(encoding="utf-8")
    text = make()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", dir=target.parent, delete=False, encoding="utf-8"
    ) as file:
        file.write(text)
    Path(file.name).replace(target)
    return text


def node_packages(packages: Mapping[str, str]) -> Path:
    """Return a folder in which npm has installed exactly these packages."""
    overrides = {"openapi-typescript": {"typescript": "$typescript"}}
    manifest = {"private": True, "dependencies": dict(packages), "overrides": overrides}
    wanted = {key: value for key, value in overrides.items() if key in packages}
    return _installed(json.dumps(manifest | {"overrides": wanted}, indent=2), None)


def node_project(frontend: Path) -> Path:
    """Return a folder in which npm has installed what a generated frontend locks."""
    return _installed(
        (frontend / "package.json").read_text(), (frontend / "package-lock.json").read_text()
    )


def link_node_modules(frontend: Path) -> Path:
    """Give a generated frontend the packages that it locks; return where they are installed."""
    installed = node_project(frontend) / "node_modules"
    (frontend / "node_modules").symlink_to(installed)
    return installed


def python_project(backend: Path) -> Path:
    """Return a virtual environment with what a generated backend locks."""
    inputs = [(backend / name).read_bytes() for name in ("pyproject.toml", "uv.lock")]
    folder = cache_folder() / f"python-{hashlib.sha256(b''.join(inputs)).hexdigest()[:16]}"
    if not (folder / "bin" / "mypy").exists():
        # An environment names its own path: it is made where it stays, not moved there.
        environment = os.environ | {"UV_PROJECT_ENVIRONMENT": str(folder)}
        command = [str(beside("uv")), "sync", "--locked", "--quiet", "--no-install-project"]
        subprocess.run(command, cwd=backend, check=True, env=environment)
    return folder


def aws_cli() -> Path:
    """Return the path of the AWS CLI, in an environment of its own."""
    folder = cache_folder() / f"awscli-{_AWS_CLI}-{sys.version_info.minor}"
    program = folder / "bin" / "aws"
    if not program.exists():
        uv = str(beside("uv"))
        subprocess.run([uv, "venv", "--quiet", "--clear", str(folder)], check=True)
        install = [uv, "pip", "install", "--quiet", "--python", str(folder), f"awscli=={_AWS_CLI}"]
        subprocess.run(install, check=True)
    return program


def run(folder: Path, *command: str) -> str:
    """Run a program in a folder and return its output; a failure shows all that it printed."""
    environment = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment | {"NO_COLOR": "1", "CI": "1"},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-4000:]
    return done.stdout


def beside(name: str) -> Path:
    """Return the path of a program in the development environment."""
    return Path(sys.executable).with_name(name)


def _installed(manifest: str, lock: str | None) -> Path:
    key = hashlib.sha256((manifest + (lock or "")).encode()).hexdigest()[:16]
    folder = cache_folder() / f"node-{key}"
    if folder.exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(dir=folder.parent))
    (stage / "package.json").write_text(manifest)
    if lock is not None:
        (stage / "package-lock.json").write_text(lock)
    command = ["npm", "install" if lock is None else "ci", "--no-audit", "--no-fund"]
    environment = os.environ | {"PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1"}
    subprocess.run(command, cwd=stage, check=True, env=environment, capture_output=True)
    try:
        stage.rename(folder)
    except OSError:  # another test run was faster
        shutil.rmtree(stage)
    return folder
