"""Rendering a blueprint: Copier in a process of its own, and what it leaves, read with care."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import termios
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from scaffold.cli import report
from scaffold.cli.blueprint.exchange import Outcome, Request
from scaffold.cli.blueprint.limits import (
    FORBIDDEN,
    LIMITS,
    MIB,
    BlueprintError,
    Limits,
    is_within,
)
from scaffold.files import read_file
from scaffold.project import git
from scaffold.project.paths import PathError, is_git, project_path
from scaffold.spec import SPEC_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.cli.blueprint.answers import Answers

_PROGRAM: Final = f"{__package__}.copier_process"
# How often the size of what a blueprint has written is looked at, and how long it may clean up.
_INTERVAL: Final = 0.25
_GRACE: Final = 5


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A rendered blueprint: a spec, the files that join the project, and its questions' names."""

    spec_text: str
    files: dict[PurePosixPath, bytes]
    executables: frozenset[PurePosixPath]
    questions: frozenset[str]


def render(
    source: str, answers: Answers, *, ref: str | None, trust: bool, limits: Limits = LIMITS
) -> Blueprint:
    """Return the rendered blueprint of a folder or git URL; leaves no files behind.

    `ref` is a tag, branch or commit of a repository; the default is its latest tag. Raises
    BlueprintError if the blueprint cannot be fetched or rendered, needs `trust` to run code, or
    exceeds the limits.
    """
    if not (git.available() or Path(source).is_dir()):
        raise BlueprintError(f"{source}: git is not installed, and fetching a blueprint needs it")
    with tempfile.TemporaryDirectory(prefix="scaffold-blueprint-") as name:
        folder = Path(name, "rendered")
        folder.mkdir()
        request = Request(
            source=source,
            folder=str(folder),
            ref=ref,
            trust=trust,
            fixed=dict(answers.fixed),
            defaults=dict(answers.defaults),
            ask=answers.ask,
            limits=limits,
        )
        outcome = _run(request, Path(name))
        return _read(source, folder, frozenset(outcome.questions), limits)


def _run(request: Request, folder: Path) -> Outcome:
    """Run Copier's process, which keeps its files in a folder; return what became of it."""
    files = folder / "request.json", folder / "outcome.json"
    files[0].write_text(request.dump(), encoding="utf-8")
    temporary = folder / "temporary"
    temporary.mkdir()
    # Without -P, modules in the current folder would come first.
    command = [sys.executable, "-P", "-m", _PROGRAM, *map(str, files)]
    with _same_terminal():
        process = _start(command, os.environ | {"TMPDIR": str(temporary)})
        try:
            _wait(process, request, folder)
        finally:
            _end(process)
    return _outcome(request, process.returncode, files[1])


def _start(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a process that ignores interrupts until it can handle them."""
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return subprocess.Popen(command, env=environment)  # noqa: S603 - our own program
    finally:
        signal.signal(signal.SIGINT, handler)


def _wait(process: subprocess.Popen[bytes], request: Request, folder: Path) -> None:
    """Wait for the end of the process; raise BlueprintError if it writes too much."""
    limits = request.limits
    while process.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_INTERVAL)
        if not is_within(Path(request.folder), limits.rendered, limits.rendered_files):
            raise BlueprintError(f"{request.source}: {_too_much(limits)}")
        if not is_within(folder, limits.folder, limits.entries):
            size = f"{limits.folder // MIB} MiB, or {limits.entries} files"
            raise BlueprintError(f"{request.source}: is larger than {size}")


def _too_much(limits: Limits) -> str:
    return f"renders more than {limits.rendered // MIB} MiB, or {limits.rendered_files} files"


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that is still running; first let it clean up."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
        process.kill()
        process.wait()


def _outcome(request: Request, code: int, file: Path) -> Outcome:
    """Return the outcome of a process that has ended; raise BlueprintError for a problem."""
    if code == -signal.SIGXCPU:
        message = f"takes more than {request.limits.seconds} seconds to render"
        raise BlueprintError(f"{request.source}: {message}")
    if code != 0:
        # A system that runs out of memory kills a process without a word.
        how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
        raise BlueprintError(f"{request.source}: the process that renders it {how}")
    outcome = Outcome.load(file.read_text(encoding="utf-8"))
    if outcome.interrupted:
        raise KeyboardInterrupt
    if outcome.problem:
        raise BlueprintError(outcome.problem)
    for warning in outcome.warnings:
        report.note(f"{request.source}: {warning}")
    return outcome


@contextlib.contextmanager
def _same_terminal() -> Iterator[None]:
    """Leave the terminal as it was, also if a process ends in the middle of a question."""
    if not sys.stdin.isatty():
        yield
        return
    settings = termios.tcgetattr(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, settings)


def _read(source: str, folder: Path, questions: frozenset[str], limits: Limits) -> Blueprint:
    paths = sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    if len(paths) > limits.rendered_files:
        raise BlueprintError(f"{source}: {_too_much(limits)}")
    files: dict[PurePosixPath, bytes] = {}
    executables: set[PurePosixPath] = set()
    left = limits.rendered
    for path in paths:
        target = PurePosixPath(path.relative_to(folder).as_posix())
        if problem := _problem(path, target):
            raise BlueprintError(f"{source}: {target} {problem}, {FORBIDDEN}")
        files[target] = _content(source, path, target)
        left -= len(files[target])
        if left < 0:
            raise BlueprintError(f"{source}: {_too_much(limits)}")
        if path.stat().st_mode & 0o100:
            executables.add(target)
    spec = files.pop(PurePosixPath(SPEC_NAME), None)
    if spec is None:
        raise BlueprintError(f"{source}: not a blueprint: it renders no {SPEC_NAME}")
    try:
        return Blueprint(spec.decode(), files, frozenset(executables), questions)
    except UnicodeDecodeError as error:
        raise BlueprintError(f"{source}: its {SPEC_NAME} is not UTF-8 text") from error


def _problem(path: Path, target: PurePosixPath) -> str | None:
    """Return why a blueprint must not contain a file."""
    if path.is_symlink():
        return "is a symbolic link"
    if any(map(is_git, target.parts)):
        return "is part of a git repository"
    try:
        project_path(str(target), ())
    except PathError as error:
        return str(error).removeprefix(f"{str(target)!r} ")
    return None


def _content(source: str, path: Path, target: PurePosixPath) -> bytes:
    try:
        return read_file(path, follow=False)
    except OSError as error:
        raise BlueprintError(f"{source}: {target}: {error.strerror}") from error
