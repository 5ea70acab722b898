"""Blueprints: Copier templates whose questions fill in a `scaffold.yaml` and files beside it."""

from __future__ import annotations

import contextlib
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from scaffold.cli import report
from scaffold.cli.terminal import UsageError
from scaffold.errors import ScaffoldError
from scaffold.project import git
from scaffold.spec import SPEC_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class BlueprintError(ScaffoldError):
    """A blueprint that cannot be fetched, filled in or used."""


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a blueprint makes: a spec, files that join the project, and what it has asked."""

    spec_text: str
    files: dict[PurePosixPath, bytes]
    executables: frozenset[PurePosixPath]
    questions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the questions are answered with.

    `given` are answers, `proposed` defaults in place of the blueprint's own; with `ask`, a person
    is asked the rest.
    """

    given: Mapping[str, str]
    proposed: Mapping[str, str]
    ask: bool


def render(source: str, answers: Answers, *, ref: str | None, trust: bool) -> Blueprint:
    """What the blueprint at a folder or git address makes; nothing is left where it was made.

    Of a repository its `ref`, a tag, branch or commit, counts; without one the latest tag.

    Raises BlueprintError where it cannot be fetched or filled in, and where it would run code of
    its own without `trust`.
    """
    with tempfile.TemporaryDirectory(prefix="scaffold-blueprint-") as folder:
        questions = _copy(source, Path(folder), answers, ref=ref, trust=trust)
        return _read(source, Path(folder), questions)


def _copy(
    source: str, folder: Path, answers: Answers, *, ref: str | None, trust: bool
) -> frozenset[str]:
    """Have Copier fetch, ask and render; the names of its questions."""
    import copier  # noqa: PLC0415 - start-up time

    if not (git.available() or Path(source).is_dir()):
        raise BlueprintError(f"{source}: fetching a blueprint takes git, and there is none")
    with _problems_of(source), warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        worker = copier.run_copy(
            source,
            folder,
            data=dict(answers.given),
            user_defaults=dict(answers.proposed),
            defaults=not answers.ask,
            vcs_ref=ref,
            unsafe=trust,
            quiet=True,
        )
    for warning in said:
        report.note(f"{source}: {warning.message}")
    return frozenset(worker.template.questions_data)


@contextlib.contextmanager
def _problems_of(source: str) -> Iterator[None]:
    """Turn what Copier raises into errors that name the blueprint."""
    from copier import errors  # noqa: PLC0415 - start-up time
    from jinja2 import TemplateError  # noqa: PLC0415 - start-up time

    try:
        yield
    except errors.CopierAnswersInterrupt:
        raise KeyboardInterrupt from None
    except errors.UnsafeTemplateError as error:
        features = str(error).partition(": ")[2].partition(".\n")[0].replace("_", " ")
        message = f"runs code of its own on this computer ({features}): read it, then pass --trust"
        raise BlueprintError(f"{source} {message}") from error
    except (errors.CopierError, TemplateError, ValueError, OSError) as error:
        # A failed git is an OSError that has what git said.
        lines = str(getattr(error, "stderr", None) or "").strip().splitlines()
        problem = f"git: {lines[-1]}" if lines else str(error)
        raise BlueprintError(f"{source}: {problem}") from error


def _read(source: str, folder: Path, questions: frozenset[str]) -> Blueprint:
    found = sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    files: dict[PurePosixPath, bytes] = {}
    executables: set[PurePosixPath] = set()
    for path in found:
        target = PurePosixPath(path.relative_to(folder).as_posix())
        if path.is_symlink() or ".git" in [part.lower() for part in target.parts]:
            kind = "a link" if path.is_symlink() else "part of a repository"
            raise BlueprintError(f"{source}: {target} is {kind}, and a blueprint may have none")
        files[target] = path.read_bytes()
        if path.stat().st_mode & 0o100:
            executables.add(target)
    spec = files.pop(PurePosixPath(SPEC_NAME), None)
    if spec is None:
        raise BlueprintError(f"{source}: makes no {SPEC_NAME}, so it is no blueprint")
    try:
        return Blueprint(spec.decode(), files, frozenset(executables), questions)
    except UnicodeDecodeError as error:
        raise BlueprintError(f"{source}: its {SPEC_NAME} is not UTF-8 text") from error


def answers_of(overrides: list[str]) -> dict[str, str]:
    """The values of `--set key=value` by key, those of dotted keys too."""
    pairs = [override.partition("=") for override in overrides]
    for key, equals, _ in pairs:
        if not equals or not key:
            raise UsageError(f"--set {key}{equals}: write key=value")
    return {key: value for key, _, value in pairs}
