"""`scaffold invite`: create a user of the running application."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from scaffold.cli import dashboard, report
from scaffold.cli.context import HERE, ProjectOption

NAME: Final = "invite"
EXAMPLES: Final = """\b
Examples:
  scaffold invite ada@example.com
  scaffold invite ada@example.com --group admins --group editors
"""


def command(
    email: Annotated[
        str, typer.Argument(metavar="EMAIL", help="The email address, or another user name.")
    ],
    *,
    group: Annotated[
        list[str] | None, typer.Option(metavar="GROUP", help="A group to join. Repeatable.")
    ] = None,
    pool: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The user pool's logical ID, if there are several."),
    ] = None,
    root: ProjectOption = HERE,
    as_json: Annotated[bool, typer.Option("--json", help="Print the user as JSON.")] = False,
) -> None:
    """Invite a user to the application that scaffold dev runs.

    Prints the email with the temporary password, which is not delivered.
    """
    from scaffold.local.session import Session  # noqa: PLC0415 - start-up time

    running = Session(root.resolve()).require()
    user = dashboard.invite(running, email, tuple(group or ()), pool)
    if as_json:
        report.document(user)
        return
    report.line(user["invitation"] or f"Invited {user['username']}")
    if page := running.urls.get("App"):
        report.note(f"Sign in at {page}")
