"""Where a new project's spec comes from: a file, an example, a blueprint, or a conversation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import typer

from scaffold.cli import report, terminal
from scaffold.cli.terminal import UsageError
from scaffold.generate import examples
from scaffold.project import workspace
from scaffold.spec import SPEC_NAME
from scaffold.spec.edit.overrides import apply_overrides

if TYPE_CHECKING:
    from pathlib import Path, PurePosixPath

# What --yes starts from: one list of things, behind sign-in.
DEFAULT_EXAMPLE: Final = "notes"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options of `scaffold new` say about the spec."""

    root: Path | None
    spec: Path | None
    example: str | None
    blueprint: str | None
    overrides: list[str]
    ref: str | None
    trust: bool
    yes: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A spec's text, how to call it in messages, and the files that come with it."""

    text: str
    file: str
    bodies: dict[PurePosixPath, bytes] = field(default_factory=dict)
    executables: frozenset[PurePosixPath] = frozenset()


def read(wanted: Wanted) -> Source:
    """The spec that is wanted, with its `--set` values; asks for what no option says."""
    given = {
        "--spec": wanted.spec,
        "--example": wanted.example,
        "--from": wanted.blueprint,
    }
    several = [option for option, value in given.items() if value]
    if len(several) > 1:
        raise UsageError(f"{' and '.join(several)}: give one of them")
    if wanted.blueprint:
        return _from_blueprint(wanted, wanted.blueprint)
    for option, given_alone in (("--trust", wanted.trust), ("--ref", wanted.ref)):
        if given_alone:
            raise UsageError(f"{option} goes with --from")
    source = _from_file_or_example(wanted) or _ask(wanted.root)
    text = apply_overrides(source.text, wanted.overrides, source.file)
    return Source(text, source.file, source.bodies)


def _from_file_or_example(wanted: Wanted) -> Source | None:
    if wanted.spec:
        text, file = workspace.read_spec(wanted.spec)
        return Source(text, file)
    if wanted.example is None and not wanted.yes:
        return None
    name = wanted.example or DEFAULT_EXAMPLE
    chosen = examples.read_example(name)
    own_name = [f"app={wanted.root.name}"] if wanted.root and not wanted.example else []
    text = apply_overrides(chosen.spec_text, own_name)
    return Source(text, f"the example {name}", chosen.bodies)


def _from_blueprint(wanted: Wanted, address: str) -> Source:
    """What a blueprint makes; `--set` answers its questions and, beyond them, edits the spec."""
    from scaffold.cli import blueprint  # noqa: PLC0415 - start-up time

    if not (wanted.yes or terminal.is_there()):
        message = (
            "a blueprint asks in a terminal, and there is none here; pass --yes for its defaults,"
            " and --set KEY=VALUE for what shall be different"
        )
        raise UsageError(message)
    answers = blueprint.Answers(
        given=blueprint.answers_of(wanted.overrides),
        proposed={"app": wanted.root.name} if wanted.root else {},
        ask=not wanted.yes,
    )
    made = blueprint.render(address, answers, ref=wanted.ref, trust=wanted.trust)
    edits = [one for one in wanted.overrides if one.partition("=")[0] not in made.questions]
    file = f"{address}: {SPEC_NAME}"
    text = apply_overrides(made.spec_text, edits, file)
    return Source(text, file, made.files, made.executables)


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
    return Source(text, SPEC_NAME)
