"""The messages of `scaffold dev`: progress, the table of URLs, and how it ends."""

from __future__ import annotations

import contextlib
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich import box
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from scaffold.cli import report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scaffold.local.cloud import LocalCloud

_SOMEBODY: Final = "ada@example.com"
KEYS: Final = "o open   r regenerate   c clear   q quit"


@contextlib.contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """Yield a function that shows the current step in a spinner; silent outside a terminal."""
    terminal = report.console(stderr=True)
    if not terminal.is_terminal:
        yield lambda _: None
        return
    with terminal.status("Starting…") as status:
        yield lambda text: status.update(Text(f"{text}…"))


async def commands(cloud: LocalCloud) -> dict[str, str]:
    """Return commands for another terminal, by what they are for."""
    root = cloud.source.root
    place = () if root == Path.cwd() else (str(root),)
    shell = {"AWS CLI": f'eval "$({shlex.join(["scaffold", "env", *place])})"'}
    pools = [*cloud.application.user_pools.values()]
    pool = await cloud.users.pool(pools[0]) if len(pools) == 1 else None
    if pool is None or pool.users:
        return shell
    admins = next((group for group in pool.groups if "admin" in group.lower()), None)
    options = (*(("--group", admins) if admins else ()), *(("--project", *place) if place else ()))
    return {"First user": shlex.join(["scaffold", "invite", _SOMEBODY, *options]), **shell}


def ready(cloud: LocalCloud, seconds: float, commands: Mapping[str, str]) -> None:
    """Print the URLs of the running application, and commands for another terminal."""
    application = cloud.application
    grid = Table.grid(padding=(0, 3))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(no_wrap=True)
    for label, url in cloud.urls.items():
        grid.add_row(label, Text(url, style="cyan"))
    for label, command in commands.items():
        grid.add_row(label, Text(command))
    title = Text(f"{application.stack} is running (started in {seconds:.1f} s)")
    if report.console().is_terminal:
        panel = Panel(grid, title=title, title_align="left", box=box.ROUNDED, expand=False)
        report.console().print(panel)
        report.note(KEYS)
    else:
        report.line(str(title))
        for label, url in cloud.urls.items():
            report.line(f"{label:<10} {url}")
        for label, command in commands.items():
            report.line(f"{label:<10} {command}")
    sys.stdout.flush()


def spec_saved() -> None:
    """Tell the user that a changed spec needs a regeneration."""
    if report.console().is_terminal:
        report.line("scaffold.yaml changed: press r to regenerate", "bold yellow")
    else:
        report.line("scaffold.yaml changed; run `scaffold regenerate` to apply it")


def ending() -> None:
    """Tell the user that everything is being stopped."""
    report.note("Stopping…")


def confirm_loss(losses: tuple[str, ...]) -> bool:
    """Return True if the user accepts the loss of data; False outside a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    import questionary  # noqa: PLC0415 - start-up time

    for loss in losses:
        report.line(loss, "bold red")
    return bool(questionary.confirm("Deploy anyway?", default=False).ask())
