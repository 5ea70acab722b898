"""The Python that runs a function, with the packages that would be deployed beside it."""

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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.local.application import Function
    from scaffold.local.functions.context import FunctionsContext

_RUNTIME: Final = Path(__file__).with_name("runtime.txt")
# What AWS's runtime client and boto3 run with.
_OLDEST: Final = ">=3.10"


class PackagesError(ScaffoldError):
    """What a function imports cannot be installed; carries uv's own words."""


@dataclass(frozen=True, slots=True)
class PythonEnvironment:
    """An interpreter, the folder of what AWS's runtime brings, and the files that led to it."""

    python: Path
    runtime: Path
    version: str
    inputs: frozenset[Path]


@dataclass(frozen=True, slots=True)
class _Requirements:
    """What to install: a requirements.txt, a uv.lock, a pyproject.toml or nothing; for whom."""

    source: Path | None
    requires_python: str
    inputs: tuple[Path, ...]

    def key(self, runtime: str) -> str:
        """A name for the environment, another one whenever it would come out differently."""
        # Installing the runtime's own Python brings it into use.
        settings = (runtime, shutil.which(runtime) or "", self.requires_python)
        contents = (path.read_bytes() for path in self.inputs if path.is_file())
        return hashlib.sha256(b"\0".join((*map(str.encode, settings), *contents))).hexdigest()[:16]


class PythonEnvironments:
    """Makes environments in the cache, with uv; one that is there already costs nothing."""

    def __init__(self, context: FunctionsContext) -> None:
        self._context = context
        self._warned: set[tuple[str, str]] = set()

    async def environment(self, function: Function) -> PythonEnvironment:
        """The environment of a function; raises PackagesError."""
        requirements = _find_requirements(function.code, self._context.root)
        folder = self._context.cache / "lambda" / requirements.key(function.runtime)
        python, ready = folder / "bin" / "python", folder / "ready"
        if not (ready.is_file() and python.exists()):
            await self._make(folder, function.runtime, requirements)
        version = _version(folder)
        self._tell(function.runtime, version)
        runtime = await self._runtime(python, version)
        return PythonEnvironment(python, runtime, version, frozenset(requirements.inputs))

    async def _runtime(self, python: Path, version: str) -> Path:
        """The folder of what AWS's runtime brings, one for all functions of a Python."""
        key = hashlib.sha256(f"{version}\0{_RUNTIME.read_text()}".encode()).hexdigest()[:16]
        folder = self._context.cache / "lambda" / f"runtime-{key}"
        ready = folder / "ready"
        if not ready.is_file():
            self._context.progress(f"Installing AWS's Lambda runtime for Python {version}")
            options = ("--python", python, "--compile-bytecode", "--no-deps", "--target", folder)
            await _uv("pip", "install", *options, "-r", _RUNTIME)
            ready.touch()
        return folder

    async def _make(self, folder: Path, runtime: str, requirements: _Requirements) -> None:
        # An environment names its own path: it is made where it stays. uv locks it meanwhile.
        interpreter = await _interpreter(runtime, requirements.requires_python)
        await _uv("venv", "--allow-existing", "--no-project", "--python", interpreter, folder)
        # Said outright: a .python-version of the project would be heeded otherwise.
        into = ("--python", folder / "bin" / "python", "--compile-bytecode")
        if requirements.source:
            self._context.progress(f"Installing the packages of {requirements.source}")
            what: tuple[str | Path, ...] = ("pip", "install", "-r", requirements.source)
            if requirements.source.name == "uv.lock":
                what = ("sync", "--locked", "--no-dev", "--no-install-project")
            await _uv(*what, *into, folder=requirements.source.parent, environment=folder)
        (folder / "ready").touch()

    def _tell(self, runtime: str, version: str) -> None:
        here = "python" + ".".join(version.split(".")[:2])
        if here != runtime and (runtime, version) not in self._warned:
            self._warned.add((runtime, version))
            self._context.activity.notice(
                f"Functions run with Python {version} here, and with {runtime} in the cloud",
                level="warning",
            )


def _find_requirements(code: Path, root: Path) -> _Requirements:
    """What `sam build` would install: requirements.txt beside the code, else the project above."""
    requirements = code / "requirements.txt"
    project = next((f for f in _folders(code, root) if (f / "pyproject.toml").is_file()), None)
    if project is None:
        source = requirements if requirements.is_file() else None
        return _Requirements(source, _OLDEST, (requirements,))
    described, lock = project / "pyproject.toml", project / "uv.lock"
    source = next(path for path in (requirements, lock, described) if path.is_file())
    return _Requirements(source, _requires_python(described), (requirements, lock, described))


def _folders(code: Path, root: Path) -> Iterator[Path]:
    """The folder of the code, and those above it in the project."""
    yield code
    if code != root and code.is_relative_to(root):
        yield from _folders(code.parent, root)


def _requires_python(path: Path) -> str:
    try:
        project = tomllib.loads(path.read_text()).get("project", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackagesError(f"{path}: {error}; mend it, it says which Python is needed") from error
    return str(project.get("requires-python", _OLDEST))


def _version(environment: Path) -> str:
    """The version of an environment's Python, such as 3.11.7."""
    lines = (environment / "pyvenv.cfg").read_text().splitlines()
    settings = dict(line.split(" = ", 1) for line in lines if " = " in line)
    return settings["version_info"]


async def _interpreter(runtime: str, requires: str) -> str:
    """The path of the runtime's Python, or else of the newest that will do."""
    with contextlib.suppress(PackagesError):
        return (await _uv("python", "find", "--system", runtime.removeprefix("python"))).strip()
    options = ("--only-installed", "--output-format", "json")
    if listed := json.loads(await _uv("python", "list", *options, requires)):
        newest = max(listed, key=lambda found: tuple(found["version_parts"].values()))
        return str(newest["path"])
    raise PackagesError(
        f"No Python {requires} is on this computer, and functions need one;"
        " https://www.python.org/downloads/ has it, or `uv python install`"
    )


async def _uv(
    *arguments: str | Path, folder: Path | None = None, environment: Path | None = None
) -> str:
    """What uv prints, run in a folder for an environment; raises PackagesError with its words."""
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
        output, complaints = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode != 0:
        words = complaints.decode(errors="replace").strip()
        raise PackagesError(
            f"uv could not install what functions import (uv {' '.join(map(str, arguments))}):\n"
            f"{words}"
        )
    return output.decode()
