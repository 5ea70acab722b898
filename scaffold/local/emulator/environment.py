"""ministack's virtual environment: its own, since it pins an exact version of botocore."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scaffold.cache import cache_root
from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from collections.abc import Callable

REQUIREMENTS: Final = Path(__file__).with_name("requirements.txt")

_PYTHON: Final = "Scripts/python.exe" if os.name == "nt" else "bin/python"


class EmulatorEnvironmentError(ScaffoldError):
    """The emulator cannot be installed."""

    def __init__(self, output: str) -> None:
        super().__init__(
            "The local AWS emulator could not be installed. Its installation, once, needs access to"
            f" the package index. uv's output:\n{output.strip()}"
        )


def prepare(report: Callable[[str], None]) -> Path:
    """Return the Python interpreter that has ministack; installs it the first time."""
    environment = cache_root() / f"ministack-{_key()}"
    if not (environment / _PYTHON).exists():
        report("Installing the local AWS emulator (once)")
        _install(environment)
    return environment / _PYTHON


def _key() -> str:
    """Return a hash of what the environment depends on."""
    parts = (REQUIREMENTS.read_bytes(), sys.version.encode(), sys.base_prefix.encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def _install(environment: Path) -> None:
    """Create the environment in a temporary folder and move it into place when complete."""
    environment.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=environment.parent, prefix="ministack-") as folder:
        staging = Path(folder) / "environment"
        _uv("venv", "--relocatable", "--python", sys.executable, str(staging))
        _uv(
            "pip",
            "install",
            "--compile-bytecode",
            "--python",
            str(staging),
            "-r",
            str(REQUIREMENTS),
        )
        try:
            staging.rename(environment)
        except OSError:
            # Another process created the same environment first.
            if not (environment / _PYTHON).exists():
                raise


def _uv(*arguments: str) -> None:
    from uv import find_uv_bin  # noqa: PLC0415 - start-up time

    process = subprocess.run(  # noqa: S603 - uv, with arguments of ours
        [find_uv_bin(), *arguments],
        capture_output=True,
        text=True,
        check=False,
        # Apply the user's configuration of uv, but not the current project's.
        cwd=cache_root(),
        env={name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"},
    )
    if process.returncode:
        raise EmulatorEnvironmentError(process.stderr)
