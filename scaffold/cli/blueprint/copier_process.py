"""The process in which Copier fetches, asks, and renders: `python -m … REQUEST OUTCOME`.

Both are JSON files. The limits of this process hold whatever a blueprint's expressions do, so it
may end at any point, without an outcome.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scaffold.cli.blueprint.exchange import Outcome, Request
from scaffold.cli.blueprint.limits import (
    MIB,
    BlueprintError,
    check_files,
    lift_limits,
    limit_fetching,
    limit_rendering,
)
from scaffold.project import git

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.cli.blueprint.limits import Limits

# An expression can raise an error with a text of any length, and any number of warnings.
_MOST_CHARACTERS: Final = 2000
_MOST_WARNINGS: Final = 20


def main(request_file: str, outcome_file: str) -> None:
    """Do what a request says, and write its outcome."""
    request = Request.load(Path(request_file).read_text(encoding="utf-8"))
    outcome = _outcome(request)
    lift_limits()
    Path(outcome_file).write_text(outcome.dump(), encoding="utf-8")


def _outcome(request: Request) -> Outcome:
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            with _interrupts(), _problems_of(request), _harmless_git():
                questions = _copy(request)
    except KeyboardInterrupt:
        return Outcome(interrupted=True)
    except BlueprintError as error:
        return Outcome(problem=str(error)[:_MOST_CHARACTERS])
    notes = [str(warning.message)[:_MOST_CHARACTERS] for warning in caught[:_MOST_WARNINGS]]
    return Outcome(tuple(questions), tuple(notes))


@contextlib.contextmanager
def _interrupts() -> Iterator[None]:
    """Heed interrupts and the end of the program for a while; this process began without."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    for number in numbers:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)


def _copy(request: Request) -> list[str]:
    """Let Copier fetch, ask, and render within limits; return the names of the questions."""
    with warnings.catch_warnings():
        # The function that Copier offers instead leaves no room between fetching and rendering.
        warnings.simplefilter("ignore")
        from copier import Worker  # noqa: PLC0415 - start-up time

    limit_fetching(request.limits)
    with Worker(
        src_path=request.source,
        dst_path=Path(request.folder),
        data=dict(request.fixed),
        user_defaults=dict(request.defaults),
        defaults=not request.ask,
        vcs_ref=request.ref,
        unsafe=request.trust,
        quiet=True,
    ) as worker:
        check_files(worker.template.local_abspath, request.limits)
        limit_rendering(request.limits)
        # Copier refuses code before anything else, unless it is trusted. Node.js, for one, reserves
        # more memory than any blueprint may use.
        if request.trust or worker.template.tasks or worker.template.jinja_extensions:
            lift_limits()
        worker.run_copy()
        return [str(name) for name in worker.template.questions_data]


@contextlib.contextmanager
def _harmless_git() -> Iterator[None]:
    """Keep the git that Copier runs from running commands of a folder's own configuration."""
    if "GIT_CONFIG_COUNT" not in os.environ:
        os.environ.update(git.harmless_variables())
    yield


@contextlib.contextmanager
def _problems_of(request: Request) -> Iterator[None]:
    """Turn exceptions into errors that name the blueprint."""
    from copier import errors  # noqa: PLC0415 - start-up time
    from jinja2 import TemplateError  # noqa: PLC0415 - start-up time

    source = request.source
    try:
        yield
    except errors.CopierAnswersInterrupt:
        raise KeyboardInterrupt from None
    except errors.UnsafeTemplateError as error:
        features = str(error).partition(": ")[2].partition(".\n")[0].replace("_", " ")
        message = f"runs code on your computer ({features}). Read it, then pass --trust"
        raise BlueprintError(f"{source} {message}") from error
    except MemoryError as error:
        size = f"{request.limits.memory // MIB} MiB"
        raise BlueprintError(f"{source}: needs more than {size} of memory") from error
    except (BlueprintError, errors.CopierError, TemplateError, ValueError, OSError) as error:
        raise BlueprintError(f"{source}: {_text_of(error, request.limits)}") from error
    except Exception as error:
        # A blueprint's expressions can raise whatever Python can: 1 / 0, or endless recursion.
        problem = str(error) or type(error).__name__
        raise BlueprintError(f"{source}: cannot be rendered: {problem}") from error


def _text_of(error: Exception, limits: Limits) -> str:
    """Return what went wrong; Copier raises a failed git command as an OSError with its stderr."""
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return f"renders a file that is larger than {limits.file // MIB} MiB"
    lines = str(getattr(error, "stderr", None) or "").strip().splitlines()
    return f"git: {lines[-1]}" if lines else str(error)


if __name__ == "__main__":
    main(*sys.argv[1:])
