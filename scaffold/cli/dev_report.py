"""What `scaffold dev` says: steps while it starts, a table of addresses, and how it ends."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Final

from rich import box
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from scaffold.cli import report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scaffold.local.cloud import LocalCloud

KEYS: Final = "o open   r regenerate   c clear   q quit"


@contextlib.contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """A way to say what is being done: a spinner in a terminal, a line each for what takes long."""
    terminal = report.console(stderr=True)
    if not terminal.is_terminal:
        yield lambda _: None
        return
    with terminal.status("Starting…") as status:
        yield lambda text: status.update(Text(f"{text}…"))


def ready(cloud: LocalCloud, seconds: float) -> None:
    """The addresses, and what may be missing."""
    application = cloud.application
    grid = Table.grid(padding=(0, 3))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(no_wrap=True)
    for label, url in cloud.urls.items():
        grid.add_row(label, Text(url, style="cyan"))
    title = Text(f"{application.stack} runs, after {seconds:.1f} s")
    if report.console().is_terminal:
        panel = Panel(grid, title=title, title_align="left", box=box.ROUNDED, expand=False)
        report.console().print(panel)
        report.note(KEYS)
    else:
        report.line(str(title))
        for label, url in cloud.urls.items():
            report.line(f"{label:<10} {url}")
    sys.stdout.flush()


def spec_saved() -> None:
    """A changed spec waits for a regeneration."""
    if report.console().is_terminal:
        report.line("scaffold.yaml was saved: press r to regenerate", "bold yellow")
    else:
        report.line("scaffold.yaml was saved; scaffold regenerate brings the project in step")


def ending() -> None:
    """Everything is being ended."""
    report.note("Ending…")


def confirm_loss(losses: tuple[str, ...]) -> bool:
    """Whether a person accepts that data of an earlier run is lost; nobody does in a pipe."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    import questionary  # noqa: PLC0415 - start-up time

    for loss in losses:
        report.line(loss, "bold red")
    return bool(questionary.confirm("Deploy all the same?", default=False).ask())
