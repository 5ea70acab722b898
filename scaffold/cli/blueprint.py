"""Blueprints: Copier templates whose questions fill in a `scaffold.yaml` and files beside it."""

from __future__ import annotations

import contextlib
import os
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from scaffold.cli import report
from scaffold.cli.terminal import UsageError
from scaffold.errors import ScaffoldError
from scaffold.files import read_file
from scaffold.project import git
from scaffold.project.paths import PathError, is_git, project_path
from scaffold.spec import SPEC_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST_BYTES: Final = 256 * 2**20


class BlueprintError(ScaffoldError):
    """A blueprint that cannot be fetched, filled in or used."""


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A rendered blueprint: a spec, the files that join the project, and its questions' names."""

    spec_text: str
    files: dict[PurePosixPath, bytes]
    executables: frozenset[PurePosixPath]
    questions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers to a blueprint's questions.

    `fixed` answers are not asked; `defaults` replace the blueprint's own. With `ask`, the person
    answers the rest.
    """

    fixed: Mapping[str, str]
    defaults: Mapping[str, str]
    ask: bool


def render(source: str, answers: Answers, *, ref: str | None, trust: bool) -> Blueprint:
    """Return the rendered blueprint of a folder or git URL; leaves no files behind.

    `ref` is a tag, branch or commit of a repository; the default is its latest tag. Raises
    BlueprintError if the blueprint cannot be fetched or rendered, or needs `trust` to run code.
    """
    with tempfile.TemporaryDirectory(prefix="scaffold-blueprint-") as folder:
        questions = _copy(source, Path(folder), answers, ref=ref, trust=trust)
        return _read(source, Path(folder), questions)


def _copy(
    source: str, folder: Path, answers: Answers, *, ref: str | None, trust: bool
) -> frozenset[str]:
    """Let Copier fetch, ask and render; returns the names of the questions."""
    import copier  # noqa: PLC0415 - start-up time

    if not (git.available() or Path(source).is_dir()):
        raise BlueprintError(f"{source}: git is not installed, and fetching a blueprint needs it")
    with (
        _problems_of(source),
        _harmless_git(),
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.simplefilter("always")
        worker = copier.run_copy(
            source,
            folder,
            data=dict(answers.fixed),
            user_defaults=dict(answers.defaults),
            defaults=not answers.ask,
            vcs_ref=ref,
            unsafe=trust,
            quiet=True,
        )
    for warning in caught:
        report.note(f"{source}: {warning.message}")
    return frozenset(worker.template.questions_data)


@contextlib.contextmanager
def _harmless_git() -> Iterator[None]:
    """Keep the git that Copier runs from running commands of a folder's own configuration."""
    variables = {} if "GIT_CONFIG_COUNT" in os.environ else git.harmless_variables()
    os.environ.update(variables)
    try:
        yield
    finally:
        for name in variables:
            del os.environ[name]


@contextlib.contextmanager
def _problems_of(source: str) -> Iterator[None]:
    """Turn Copier's exceptions into errors that name the blueprint."""
    from copier import errors  # noqa: PLC0415 - start-up time
    from jinja2 import TemplateError  # noqa: PLC0415 - start-up time

    try:
        yield
    except errors.CopierAnswersInterrupt:
        raise KeyboardInterrupt from None
    except errors.UnsafeTemplateError as error:
        features = str(error).partition(": ")[2].partition(".\n")[0].replace("_", " ")
        message = f"runs code on your computer ({features}). Read it, then pass --trust"
        raise BlueprintError(f"{source} {message}") from error
    except (errors.CopierError, TemplateError, ValueError, OSError) as error:
        # Copier raises a failed git command as an OSError with git's stderr.
        lines = str(getattr(error, "stderr", None) or "").strip().splitlines()
        problem = f"git: {lines[-1]}" if lines else str(error)
        raise BlueprintError(f"{source}: {problem}") from error


def _read(source: str, folder: Path, questions: frozenset[str]) -> Blueprint:
    paths = sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    files: dict[PurePosixPath, bytes] = {}
    executables: set[PurePosixPath] = set()
    left = _MOST_BYTES
    for path in paths:
        target = PurePosixPath(path.relative_to(folder).as_posix())
        if problem := _problem(path, target):
            raise BlueprintError(
                f"{source}: {target} {problem}, which a blueprint must not contain"
            )
        files[target] = _content(source, path, target)
        left -= len(files[target])
        if left < 0:
            raise BlueprintError(f"{source}: renders more than {_MOST_BYTES >> 20} MiB")
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


def answers_of(overrides: list[str]) -> dict[str, str]:
    """Return the values of `--set key=value` by key, including dotted keys."""
    pairs = [override.partition("=") for override in overrides]
    for key, equals, _ in pairs:
        if not equals or not key:
            raise UsageError(f"--set {key}{equals}: write key=value")
    return {key: value for key, _, value in pairs}
