"""Python environments that hold what would be deployed with a function."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scaffold.errors import ScaffoldError
from scaffold.files import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.local.application import Function
    from scaffold.local.functions.context import FunctionsContext

_RUNTIME: Final = Path(__file__).with_name("runtime.txt")
# The oldest version that AWS's runtime client and boto3 support.
_OLDEST: Final = ">=3.10"


class PackagesError(ScaffoldError):
    """uv could not install a function's dependencies; the message quotes uv."""


@dataclass(frozen=True, slots=True)
class PythonEnvironment:
    """An interpreter, the directory of AWS's runtime packages, and the files it was built from."""

    python: Path
    runtime: Path
    version: str
    inputs: frozenset[Path]


@dataclass(frozen=True, slots=True)
class _Requirements:
    """The file to install from, if any, and the Python versions that the project supports."""

    source: Path | None
    requires_python: str
    inputs: tuple[Path, ...]

    def key(self, runtime: str) -> str:
        """Return a cache key, which changes whenever the environment would."""
        # Once the runtime's own Python is installed, it is used.
        settings = (runtime, shutil.which(runtime) or "", self.requires_python)
        contents = (read_file(path) for path in self.inputs if path.is_file())
        return hashlib.sha256(b"\0".join((*map(str.encode, settings), *contents))).hexdigest()[:16]


class PythonEnvironments:
    """Creates environments in the cache with uv, and reuses existing ones."""

    def __init__(self, context: FunctionsContext) -> None:
        self._context = context
        self._warned: set[tuple[str, str]] = set()

    async def environment(self, function: Function) -> PythonEnvironment:
        """Return the environment of a function; raise PackagesError."""
        requirements = _find_requirements(function.code, self._context.root)
        folder = self._context.cache / "lambda" / requirements.key(function.runtime)
        python, ready = folder / "bin" / "python", folder / "ready"
        if not (ready.is_file() and python.exists()):
            await self._make(folder, function.runtime, requirements)
        version = _version(folder)
        self._warn_once(function.runtime, version)
        runtime = await self._runtime(python, version)
        return PythonEnvironment(python, runtime, version, frozenset(requirements.inputs))

    async def _runtime(self, python: Path, version: str) -> Path:
        """Return the directory of AWS's runtime packages, shared by all functions of a version."""
        key = hashlib.sha256(f"{version}\0{_RUNTIME.read_text()}".encode()).hexdigest()[:16]
        folder = self._context.cache / "lambda" / f"runtime-{key}"
        ready = folder / "ready"
        if not ready.is_file():
            self._context.progress(f"Installing the AWS Lambda runtime for Python {version}")
            options = ("--python", python, "--compile-bytecode", "--no-deps", "--target", folder)
            await _uv("pip", "install", *options, "-r", _RUNTIME)
            ready.touch()
        return folder

    async def _make(self, folder: Path, runtime: str, requirements: _Requirements) -> None:
        # A virtual environment can't be moved, so create it in place; uv locks it.
        interpreter = await _interpreter(runtime, requirements.requires_python)
        await _uv("venv", "--allow-existing", "--no-project", "--python", interpreter, folder)
        # Explicit, because uv would otherwise follow the project's .python-version.
        into = ("--python", folder / "bin" / "python", "--compile-bytecode")
        if requirements.source:
            self._context.progress(f"Installing the packages from {requirements.source}")
            command: tuple[str | Path, ...] = ("pip", "install", "-r", requirements.source)
            if requirements.source.name == "uv.lock":
                command = ("sync", "--locked", "--no-dev", "--no-install-project")
            await _uv(*command, *into, folder=requirements.source.parent, environment=folder)
        (folder / "ready").touch()

    def _warn_once(self, runtime: str, version: str) -> None:
        local = "python" + ".".join(version.split(".")[:2])
        if local != runtime and (runtime, version) not in self._warned:
            self._warned.add((runtime, version))
            self._context.activity.notice(
                f"Using Python {version} locally; the template specifies {runtime}",
                level="warning",
            )


def _find_requirements(code: Path, root: Path) -> _Requirements:
    """Return what `sam build` would install: requirements.txt beside the code, else the project."""
    requirements = code / "requirements.txt"
    project = next((f for f in _folders(code, root) if (f / "pyproject.toml").is_file()), None)
    if project is None:
        source = requirements if requirements.is_file() else None
        return _Requirements(source, _OLDEST, (requirements,))
    described, lock = project / "pyproject.toml", project / "uv.lock"
    source = next(path for path in (requirements, lock, described) if path.is_file())
    return _Requirements(source, _requires_python(described), (requirements, lock, described))


def _folders(code: Path, root: Path) -> Iterator[Path]:
    """Yield the code directory, then its parents within the project."""
    yield code
    if code != root and code.is_relative_to(root):
        yield from _folders(code.parent, root)


def _requires_python(path: Path) -> str:
    try:
        project = tomllib.loads(read_file(path).decode()).get("project", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PackagesError(
            f"{path}: {error}; fix it, because it sets the required Python version"
        ) from error
    return str(project.get("requires-python", _OLDEST))


def _version(environment: Path) -> str:
    """Return the Python version of an environment, such as 3.11.7."""
    lines = (environment / "pyvenv.cfg").read_text().splitlines()
    settings = dict(line.split(" = ", 1) for line in lines if " = " in line)
    return settings["version_info"]


async def _interpreter(runtime: str, requires: str) -> str:
    """Return the path of the runtime's Python, or of the newest one that the project supports."""
    with contextlib.suppress(PackagesError):
        return (await _uv("python", "find", "--system", runtime.removeprefix("python"))).strip()
    options = ("--only-installed", "--output-format", "json")
    if listed := json.loads(await _uv("python", "list", *options, requires)):
        newest = max(listed, key=lambda found: tuple(found["version_parts"].values()))
        return str(newest["path"])
    raise PackagesError(
        f"Python {requires} is required to run functions but not installed."
        " Install it with `uv python install` or from https://www.python.org/downloads/"
    )


async def _uv(
    *arguments: str | Path, folder: Path | None = None, environment: Path | None = None
) -> str:
    """Run uv and return its output; raise PackagesError."""
    from uv import find_uv_bin  # noqa: PLC0415 - only where an environment must be made

    variables = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"}
    variables |= {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    if environment is not None:
        variables["UV_PROJECT_ENVIRONMENT"] = str(environment)
    process = await asyncio.create_subprocess_exec(
        find_uv_bin(),
        *arguments,
        cwd=folder,
        env=variables,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        output, errors = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode != 0:
        message = errors.decode(errors="replace").strip()
        raise PackagesError(
            "uv could not install the functions' dependencies"
            f" (uv {' '.join(map(str, arguments))}):\n"
            f"{message}"
        )
    return output.decode()
