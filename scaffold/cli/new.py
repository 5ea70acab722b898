"""`scaffold new`: create a project."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from scaffold import pipeline
from scaffold.cli import completion, report, source
from scaffold.project import creation, git

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath

NAME: Final = "new"
EXAMPLES: Final = """\b
Examples:
  scaffold new
  scaffold new my-videos --example video-share
  scaffold new --spec scaffold.yaml --set region=eu-west-1
  scaffold new my-films --from examples/blueprints/catalog --set item=film
"""

Blueprint: TypeAlias = Annotated[
    str | None,
    typer.Option("--from", metavar="URL|PATH", help="Start from a blueprint (a Copier template)."),
]
Ref: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="REF", help="The blueprint's tag, branch, or commit. Default: its latest tag."
    ),
]
Overrides: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="Set a key of the spec, or answer a blueprint's question. Repeatable.",
    ),
]


def command(  # noqa: PLR0913 - the options of the command line
    root: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="The new project's folder. Default: the app's name."),
    ] = None,
    *,
    spec: Annotated[Path | None, typer.Option(metavar="FILE", help="Start from this spec.")] = None,
    example: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Start from an example: hello, notes, or video-share.",
            autocompletion=completion.examples,
        ),
    ] = None,
    blueprint: Blueprint = None,
    ref: Ref = None,
    trust: Annotated[
        bool, typer.Option("--trust", help="Allow a blueprint to run its own code.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Accept every default.")] = False,
    overrides: Overrides = None,
    use_git: Annotated[bool, typer.Option("--git/--no-git", help="Create a first commit.")] = True,
) -> None:
    """Create a project from prompts, a spec, example, or blueprint.

    Examples ship with scaffold. A blueprint is a Copier template in a folder or a git repository.
    """
    options = source.Options(root, spec, example, blueprint, overrides or [], ref, trust, yes)
    chosen = source.read(options)
    with report.progress("Generating…"):
        generated, contents = pipeline.new_project(chosen.text, chosen.file, chosen.bodies)
        target = root or Path(generated.app)
        commits = use_git and git.available() and not _has_git(target.absolute())

        def finish(folder: Path) -> None:
            _make_executable(folder, chosen.executables)
            if chosen.draft:  # before the commit: the project may be in the draft's folder
                chosen.draft.unlink(missing_ok=True)
            if commits:
                git.first_commit(folder, f"Generate {generated.app} with scaffold", contents)

        creation.create(target, contents, finish)
    report.created(generated, target, len(contents), committed=commits)


def _has_git(folder: Path) -> bool:
    """Return True for a folder in a repository, or with a .git that git does not accept."""
    return os.path.lexists(folder / ".git") or git.inside_repository(folder)


def _make_executable(folder: Path, paths: Iterable[PurePosixPath]) -> None:
    """Add execute permission for everyone who has read permission."""
    for path in paths:
        mode = (folder / path).stat().st_mode
        (folder / path).chmod(mode | (mode & 0o444) >> 2)
