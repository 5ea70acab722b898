"""The environment that ministack runs in: its own, since it pins botocore exactly."""

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
            "The local AWS emulator could not be installed. The first start needs the package "
            f"index, later ones do not. uv said:\n{output.strip()}"
        )


def prepare(report: Callable[[str], None]) -> Path:
    """The interpreter that has ministack; installs it the first time, which takes seconds."""
    environment = cache_root() / f"ministack-{_key()}"
    if not (environment / _PYTHON).exists():
        report("Installing the local AWS emulator, once")
        _install(environment)
    return environment / _PYTHON


def _key() -> str:
    """What makes an installed environment another one."""
    parts = (REQUIREMENTS.read_bytes(), sys.version.encode(), sys.base_prefix.encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def _install(environment: Path) -> None:
    """Make the environment beside its place and move it there: it is whole, or not there."""
    environment.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=environment.parent, prefix="ministack-") as folder:
        made = Path(folder) / "environment"
        _uv("venv", "--relocatable", "--python", sys.executable, str(made))
        _uv("pip", "install", "--compile-bytecode", "--python", str(made), "-r", str(REQUIREMENTS))
        try:
            made.rename(environment)
        except OSError:
            # Somebody else was faster; theirs is the same.
            if not (environment / _PYTHON).exists():
                raise


def _uv(*arguments: str) -> None:
    from uv import find_uv_bin  # noqa: PLC0415 - start-up time

    done = subprocess.run(  # noqa: S603 - uv, with arguments of ours
        [find_uv_bin(), *arguments],
        capture_output=True,
        text=True,
        check=False,
        # The user's configuration of uv counts, that of the project at hand does not.
        cwd=cache_root(),
        env={name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"},
    )
    if done.returncode:
        raise EmulatorEnvironmentError(done.stderr)
