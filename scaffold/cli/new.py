"""`scaffold new`: a spec in, a project out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from scaffold import pipeline
from scaffold.cli import report, source
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
    typer.Option("--from", metavar="URL|PATH", help="Start from a blueprint: a Copier template."),
]
Ref: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="REF", help="The blueprint's tag, branch or commit; default: its latest version."
    ),
]
Overrides: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="Answer a blueprint's question, or set a key of the spec; repeatable.",
    ),
]


def command(  # noqa: PLR0913 - the options of the command line
    root: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="The new project's folder; default: its name."),
    ] = None,
    *,
    spec: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Start from this scaffold.yaml.")
    ] = None,
    example: Annotated[
        str | None, typer.Option(metavar="NAME", help="Start from an example.")
    ] = None,
    blueprint: Blueprint = None,
    ref: Ref = None,
    trust: Annotated[
        bool, typer.Option("--trust", help="Let a blueprint run code of its own.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take every default.")] = False,
    overrides: Overrides = None,
    use_git: Annotated[bool, typer.Option("--git/--no-git", help="Make a first commit.")] = True,
) -> None:
    """Make a new project from prompts, a spec, or what others made.

    An example comes with scaffold; a blueprint is a Copier template in a folder or git repository.
    """
    wanted = source.Wanted(root, spec, example, blueprint, overrides or [], ref, trust, yes)
    found = source.read(wanted)
    with report.progress("Generating…"):
        made, contents = pipeline.new_project(found.text, found.file, found.bodies)
        target = root or Path(made.app)
        commits = use_git and git.available() and not git.inside_repository(target.absolute())

        def finish(folder: Path) -> None:
            _make_executable(folder, found.executables)
            if commits:
                git.first_commit(folder, f"Generate {made.app} with scaffold")

        creation.create(target, contents, finish)
    report.created(made, target, len(contents), committed=commits)


def _make_executable(folder: Path, paths: Iterable[PurePosixPath]) -> None:
    """Let everybody run a file who may read it."""
    for path in paths:
        mode = (folder / path).stat().st_mode
        (folder / path).chmod(mode | (mode & 0o444) >> 2)
