"""`scaffold new`: a spec in, a project out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Annotated, Final

import typer

from scaffold import examples, git, pipeline, workspace
from scaffold.cli import report, terminal
from scaffold.cli.terminal import UsageError
from scaffold.overrides import apply_overrides

NAME: Final = "new"
EXAMPLES: Final = """\b
Examples:
  scaffold new
  scaffold new my-videos --example video-share
  scaffold new --spec scaffold.yaml --set region=eu-west-1
"""
# What --yes starts from: one list of things, behind sign-in.
DEFAULT_EXAMPLE: Final = "notes"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the spec comes from, and how to call it in messages."""

    text: str
    file: str
    bodies: dict[PurePosixPath, bytes] = field(default_factory=dict)


def command(  # noqa: PLR0913 - the options of the command line
    root: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="The new project's folder; default: its name."),
    ] = None,
    *,
    spec: Annotated[Path | None, typer.Option(help="Start from this scaffold.yaml.")] = None,
    example: Annotated[str | None, typer.Option(help="Start from an example.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take every default.")] = False,
    overrides: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Set a key of the spec; repeatable."),
    ] = None,
    use_git: Annotated[bool, typer.Option("--git/--no-git", help="Make a first commit.")] = True,
) -> None:
    """Make a new project from prompts, a spec or an example."""
    source = _source(root, spec, example, yes=yes)
    text = apply_overrides(source.text, overrides or [], source.file)
    with report.progress("Generating…"):
        made, contents = pipeline.new_project(text, source.file, source.bodies)
        target = root or Path(made.app)
        commits = use_git and git.available() and not git.inside_repository(target.absolute())
        message = f"Generate {made.app} with scaffold"
        finish = (lambda folder: git.first_commit(folder, message)) if commits else _nothing
        workspace.create(target, contents, finish)
    report.created(made, target, len(contents), committed=commits)


def _nothing(_folder: Path) -> None:
    """Finish a project that is not committed."""


def _source(root: Path | None, spec: Path | None, example: str | None, *, yes: bool) -> Source:
    if spec and example:
        raise UsageError("--spec and --example: give one of them")
    if spec:
        text, file = workspace.read_spec(spec)
        return Source(text, file)
    if example is None and not yes:
        return _ask(root)
    chosen = examples.read_example(example or DEFAULT_EXAMPLE)
    own_name = [f"app={root.name}"] if root and not example else []
    text = apply_overrides(chosen.spec_text, own_name)
    return Source(text, f"the example {example or DEFAULT_EXAMPLE}", chosen.bodies)


def _ask(root: Path | None) -> Source:
    if not terminal.is_there():
        names = ", ".join(examples.example_names())
        message = (
            "scaffold new asks in a terminal, and there is none here;"
            f" pass --spec FILE, --example NAME ({names}) or --yes"
        )
        raise UsageError(message)
    from scaffold.cli import prompts  # noqa: PLC0415 - start-up time

    text = prompts.ask({"app": root.name} if root else {}, report.console())
    if text is None:
        report.note("Cancelled; nothing was written")
        raise typer.Exit(1)
    return Source(text, workspace.SPEC_NAME)
