"""All printing: results on stdout, errors and progress on stderr.

Output into a pipe has no style and needs no rich: importing it takes longer than most commands.
"""

from __future__ import annotations

import contextlib
import difflib
import json
import os
import shlex
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from scaffold.errors import SpecError, visible, visible_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console
    from rich.segment import Segments

    from scaffold.errors import Diagnostic, ScaffoldError
    from scaffold.spec.resolved import Spec


# A piece of a line, with its style if it has one.
Part: TypeAlias = "str | tuple[str, str]"

_DIFF_STYLES: Final = {"+": "green", "-": "red", "@": "dim"}


@cache
def console(*, stderr: bool = False) -> Console:
    """Return a console that prints text unchanged: no markup, no highlighting."""
    from rich.console import Console  # noqa: PLC0415 - start-up time

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)


def line(text: str = "", style: str = "") -> None:
    """Print a line of the result."""
    styled((text, style))


def styled(*parts: Part, stderr: bool = False) -> None:
    """Print a line whose parts may each have a style; show what a terminal would obey."""
    shown = [
        visible(part) if isinstance(part, str) else (visible(part[0]), part[1]) for part in parts
    ]
    if not has_styles(stderr=stderr):
        stream = sys.stderr if stderr else sys.stdout
        stream.write("".join(part if isinstance(part, str) else part[0] for part in shown) + "\n")
        stream.flush()  # the reader of the pipe may be waiting for this line
        return
    console(stderr=stderr).print(_segments(shown))


def _segments(parts: Iterable[Part]) -> Segments:
    """Return parts of a line with their styles; a Text of thousands of lines takes seconds."""
    from rich.segment import Segment, Segments  # noqa: PLC0415 - start-up time
    from rich.style import Style  # noqa: PLC0415 - start-up time

    plain = [(part, "") if isinstance(part, str) else part for part in parts]
    return Segments(Segment(text, Style.parse(style)) for text, style in (*plain, ("\n", "")))


def has_styles(*, stderr: bool = False) -> bool:
    """Return True for a terminal, or if FORCE_COLOR is set."""
    stream = sys.stderr if stderr else sys.stdout
    return stream.isatty() or bool(os.environ.get("FORCE_COLOR"))


def note(text: str) -> None:
    """Print a remark for people to stderr, nothing if it is piped."""
    if has_styles(stderr=True):
        styled((text, "dim"), stderr=True)


def json_line(text: str) -> None:
    """Print a line of JSON that ends with a line break."""
    sys.stdout.write(visible_json(text))


def warning(text: str) -> None:
    """Print a warning to stderr."""
    styled(("warning: ", "bold yellow"), text, stderr=True)


def document(value: Any) -> None:  # noqa: ANN401 - JSON
    """Print a result as JSON."""
    sys.stdout.write(visible_json(json.dumps(value, indent=2, ensure_ascii=False)) + "\n")


def error(problem: ScaffoldError) -> None:
    """Print an error to stderr; for a spec, every diagnostic and their number."""
    if not isinstance(problem, SpecError):
        styled(("error: ", "bold red"), str(problem), stderr=True)
        return
    for diagnostic in problem.diagnostics:
        styled(*_highlighted(diagnostic), stderr=True)
    count = len(problem.diagnostics)
    total = f"{count} error{'s' if count > 1 else ''}; nothing was written"
    styled((total, "bold"), stderr=True)


def _highlighted(diagnostic: Diagnostic) -> Iterator[Part]:
    head, *rest = str(diagnostic).split("\n")
    place, _, message = head.partition(" error: ")
    yield from ((place, "bold"), (" error: ", "bold red"), message)
    for number, part in enumerate(rest):
        yield "\n"
        yield part, "red" if number == len(rest) - 1 else "dim"


@contextlib.contextmanager
def progress(text: str) -> Iterator[None]:
    """Show a spinner in a terminal while the block runs."""
    if not has_styles(stderr=True):
        yield
        return
    from rich.text import Text  # noqa: PLC0415 - start-up time

    with console(stderr=True).status(Text(text)):
        yield


def created(spec: Spec, root: Path, count: int, *, committed: bool) -> None:
    """Print what a new project contains, and the next steps."""
    commit = ", committed to git" if committed else ""
    line(f"Created {root} ({count} files{commit})", "bold green")
    for text in summary(spec):
        line(f"  {text}")
    line()
    line("Next:", "bold")
    if root.absolute() != Path.cwd():
        line(f"  cd {shlex.quote(str(root))}")
    line("  scaffold dev         # run the application locally")
    line("  scaffold regenerate  # apply changes of scaffold.yaml, keeping your edits")
    line("  make install         # install the backend's and the frontend's dependencies")
    line("  make test            # run the project's tests")
    line("  make help            # build, deploy, load test")


def invocation(command: str, root: Path, *options: str) -> str:
    """Return the command line for a project, from the current folder."""
    is_above = set(root.parts) <= {".."}  # commands find the project that they are in
    place = () if is_above else (str(root),)
    return shlex.join(["scaffold", command, *place, *options])


def text_diff(before: str, after: str) -> None:
    """Print the lines in which two texts differ, with one line of context."""
    diff = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=1)
    for text in list(diff)[2:]:
        line(f"  {text}", _DIFF_STYLES.get(text[0], ""))


def summary(spec: Spec) -> list[str]:
    """Return the features of an application, one per line."""
    from scaffold.spec.language import kinds_of  # noqa: PLC0415 - start-up time

    lines = []
    if spec.auth:
        groups = f", groups {', '.join(spec.auth.group_names)}" if spec.auth.groups else ""
        lines.append(f"sign-in    by email, sign-up {spec.auth.sign_up}{groups}")
    lines += [
        f"{kind.section:<10} {', '.join(entity.name for entity in spec.entities(kind))}"
        for kind in kinds_of(type(spec))
        if spec.entities(kind)
    ]
    stages = ", ".join(spec.stages)
    protected = (
        f"{', '.join(spec.protected)} {'is' if len(spec.protected) == 1 else 'are'} protected"
    )
    lines.append(f"{'stages':<10} {stages} ({spec.region}; {protected})")
    return lines
