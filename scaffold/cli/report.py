"""All printing: results on stdout, errors and progress on stderr."""

from __future__ import annotations

import contextlib
import difflib
import json
import sys
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console
from rich.text import Text

from scaffold.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scaffold.errors import Diagnostic, ScaffoldError
    from scaffold.spec.model import Spec


_DIFF_STYLES: Final = {"+": "green", "-": "red", "@": "dim"}


def console(*, stderr: bool = False) -> Console:
    """A console that shows text as it is: no markup, no guessing, no colour in a pipe."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)


def line(text: str = "", style: str = "") -> None:
    """A line of the result."""
    console().print(Text(text, style=style))


def note(text: str) -> None:
    """A line beside the result, for people: nothing when piped."""
    terminal = console(stderr=True)
    if terminal.is_terminal:
        terminal.print(Text(text, style="dim"))


def raw(text: str) -> None:
    """A piece of the result as it is, its line break included."""
    sys.stdout.write(text)


def warning(text: str) -> None:
    """What a person must know that is no error."""
    console(stderr=True).print(Text.assemble(("warning: ", "bold yellow"), text))


def document(value: Any) -> None:  # noqa: ANN401 - JSON
    """A result for scripts."""
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def error(problem: ScaffoldError) -> None:
    """What went wrong, with every diagnostic of a spec."""
    terminal = console(stderr=True)
    if not isinstance(problem, SpecError):
        terminal.print(Text.assemble(("error: ", "bold red"), str(problem)))
        return
    for diagnostic in problem.diagnostics:
        terminal.print(_highlighted(diagnostic))
    count = len(problem.diagnostics)
    terminal.print(Text(f"{count} error{'s' if count > 1 else ''}; nothing was written", "bold"))


def _highlighted(diagnostic: Diagnostic) -> Text:
    head, *rest = str(diagnostic).split("\n")
    place, _, message = head.partition(" error: ")
    text = Text.assemble((place, "bold"), (" error: ", "bold red"), message)
    for number, part in enumerate(rest):
        text.append("\n")
        text.append(part, "red" if number == len(rest) - 1 else "dim")
    return text


@contextlib.contextmanager
def progress(text: str) -> Iterator[None]:
    """A spinner in a terminal, nothing elsewhere."""
    terminal = console(stderr=True)
    if not terminal.is_terminal:
        yield
        return
    with terminal.status(Text(text)):
        yield


def created(spec: Spec, root: Path, count: int, *, committed: bool) -> None:
    """What a new project has, and what to do next."""
    commit = ", committed to git" if committed else ""
    line(f"Created {root} ({count} files{commit})", "bold green")
    for text in summary(spec):
        line(f"  {text}")
    line()
    line("Next:", "bold")
    line(f"  cd {root}")
    line("  scaffold dev   # the whole application, on this computer")
    line("  make install   # the backend's and the frontend's dependencies")
    line("  make test      # its own tests")
    line("  make help      # build, deploy, load test")


def text_diff(before: str, after: str) -> None:
    """The lines in which two texts differ, with a line around them."""
    diff = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=1)
    for text in list(diff)[2:]:
        line(f"  {text}", _DIFF_STYLES.get(text[0], ""))


def summary(spec: Spec) -> list[str]:
    """The features of an application, a line each."""
    lines = []
    if spec.auth:
        groups = f", groups {', '.join(spec.auth.groups)}" if spec.auth.groups else ""
        lines.append(f"sign-in    by email, sign-up {spec.auth.sign_up}{groups}")
    for label, names in (
        ("models", [model.name for model in spec.models]),
        ("buckets", [bucket.name for bucket in spec.buckets]),
        ("functions", [function.name for function in spec.functions]),
    ):
        if names:
            lines.append(f"{label:<10} {', '.join(names)}")
    stages = ", ".join(spec.stages)
    lines.append(f"{'stages':<10} {stages} ({spec.region}; {spec.protected_stage} is protected)")
    return lines
