"""The spec of a new project: from a file, an example, a blueprint, or prompts."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import typer

from scaffold.cli import drafts, report, terminal
from scaffold.cli.terminal import UsageError
from scaffold.errors import SpecError
from scaffold.generate import application, examples
from scaffold.project import workspace
from scaffold.spec import SPEC_NAME
from scaffold.spec.edit.overrides import apply_overrides, override_error

if TYPE_CHECKING:
    from pathlib import Path, PurePosixPath

# The example behind --yes: one model, behind sign-in.
DEFAULT_EXAMPLE: Final = "notes"


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `scaffold new` that choose the spec."""

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
    """A spec's text, its file's name in messages, and the files that come with it.

    `draft` is the draft that the spec continues.
    """

    text: str
    file: str
    bodies: dict[PurePosixPath, bytes] = field(default_factory=dict)
    executables: frozenset[PurePosixPath] = frozenset()
    draft: Path | None = None


def read(options: Options) -> Source:
    """Return the chosen spec with its `--set` values; asks if no option chooses one."""
    sources = {
        "--spec": options.spec,
        "--example": options.example,
        "--from": options.blueprint,
    }
    chosen = [option for option, value in sources.items() if value]
    if len(chosen) > 1:
        raise UsageError(f"{' and '.join(chosen)} exclude each other: pass only one of them")
    if options.blueprint:
        return _from_blueprint(options, options.blueprint)
    for option, value in (("--trust", options.trust), ("--ref", options.ref)):
        if value:
            raise UsageError(f"{option} needs --from")
    source = _from_file_or_example(options) or _from_prompts(options.root)
    return replace(source, text=_overridden(source.text, options.overrides, source.file))


def _overridden(text: str, overrides: list[str], file: str) -> str:
    """Return a spec's text with `--set` values; an error that they cause names them."""
    changed = apply_overrides(text, overrides, file)
    if overrides:
        try:
            application.read_spec(changed, file)
        except SpecError as error:
            application.read_spec(text, file)
            raise override_error(error, overrides) from error
    return changed


def _from_file_or_example(options: Options) -> Source | None:
    if options.spec:
        text, file = workspace.read_spec(options.spec)
        return Source(text, file)
    if options.example is None and not options.yes:
        return None
    name = options.example or DEFAULT_EXAMPLE
    chosen = examples.read_example(name)
    folder = options.root.resolve().name if options.root and not options.example else ""
    text = _named(chosen.spec_text, folder, options.overrides) if folder else chosen.spec_text
    return Source(text, f"the example {name}", chosen.bodies)


def _named(text: str, folder: str, overrides: list[str]) -> str:
    """Return an example's text with the folder's name for the app, unless `--set` names it."""
    if any(override.startswith("app=") for override in overrides):
        return text
    named = apply_overrides(text, [f"app={folder}"])
    try:
        application.read_spec(named)
    except SpecError as error:
        message = f"the folder's name cannot be the app's: {error.diagnostics[0].message}"
        raise UsageError(f"{message}; or pass --set app=NAME") from error
    return named


def _from_blueprint(options: Options, address: str) -> Source:
    """Return the spec and files of a blueprint.

    `--set` answers the blueprint's questions; any other key edits the spec.
    """
    from scaffold.cli.blueprint import answers, rendering  # noqa: PLC0415 - start-up time

    if not (options.yes or terminal.is_there()):
        message = (
            "cannot ask a blueprint's questions without a terminal; pass --yes for its defaults,"
            " and --set KEY=VALUE for other answers"
        )
        raise UsageError(message)
    given = answers.Answers(
        fixed=answers.answers_of(options.overrides),
        defaults={"app": options.root.resolve().name} if options.root else {},
        ask=not options.yes,
    )
    rendered = rendering.render(address, given, ref=options.ref, trust=options.trust)
    edits = [
        override
        for override in options.overrides
        if override.partition("=")[0] not in rendered.questions
    ]
    file = f"{address}: {SPEC_NAME}"
    text = _overridden(rendered.spec_text, edits, file)
    return Source(text, file, rendered.files, rendered.executables)


def _from_prompts(root: Path | None) -> Source:
    if not terminal.is_there():
        names = ", ".join(examples.example_names())
        message = (
            f"cannot ask without a terminal; pass --spec FILE, --example NAME ({names}) or --yes"
        )
        raise UsageError(message)
    from scaffold.cli import prompts  # noqa: PLC0415 - start-up time

    draft = _chosen_draft()
    start: dict[str, object] = {"app": root.resolve().name} if root else {}
    try:
        text = prompts.ask(drafts.load() if draft else start, report.console())
    except prompts.DraftKept as kept:
        drafts.save(kept.text)
        command = shlex.join(["scaffold", "new", *([str(root)] if root else [])])
        message = f"Saved your answers to {drafts.DRAFT}. Continue with: {command}"
        raise KeyboardInterrupt(message) from None
    if text is None:
        report.note("Canceled; nothing was written")
        raise typer.Exit(1)
    return Source(text, SPEC_NAME, draft=draft)


def _chosen_draft() -> Path | None:
    """Return the draft in this folder if the person wants to continue it."""
    from scaffold.cli import prompts  # noqa: PLC0415 - start-up time

    if not drafts.DRAFT.is_file():
        return None
    options = {"Continue it": True, "Delete it and start over": False}
    if prompts.choose_once(f"{drafts.DRAFT} has answers of yours. Continue it?", options):
        return drafts.DRAFT
    drafts.DRAFT.unlink(missing_ok=True)
    return None
