"""What `add`, `remove` and `rename` have in common: the spec they start from, and its new text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

import typer

from scaffold import pipeline
from scaffold.cli import changes_report, report, terminal
from scaffold.cli.terminal import UsageError
from scaffold.errors import ScaffoldError
from scaffold.names import suggestion
from scaffold.project import workspace
from scaffold.project.lock import LOCK_PATH
from scaffold.project.reconcile import Choices
from scaffold.project.transaction import afterwards
from scaffold.spec import SPEC_NAME, reader, yaml_text
from scaffold.spec.edit import SECTIONS

if TYPE_CHECKING:
    from scaffold.project.reconcile import Changes

Kind: TypeAlias = Annotated[str, typer.Argument(help="model, bucket or function.")]
Project: TypeAlias = Annotated[
    Path, typer.Option("--project", metavar="DIR", help="The project's folder, or its spec file.")
]
AsJson: TypeAlias = Annotated[
    bool, typer.Option("--json", help="Print what was done, and the plan, as JSON.")
]
HERE: Final = Path()


@dataclass(frozen=True, slots=True)
class Original:
    """The spec before the change; `file` is for messages."""

    root: Path
    text: str
    file: str
    is_of_project: bool

    @classmethod
    def read(cls, root: Path) -> Original:
        """The spec of a project, which may be named by its folder or by the file."""
        folder = root.parent if root.name == SPEC_NAME else root
        is_of_project = (folder / LOCK_PATH).is_file()
        text, file = workspace.read_spec(root)
        return cls(folder if is_of_project else root, text, file, is_of_project)

    @property
    def document(self) -> dict[str, Any]:
        """Its values; raises SpecError for what is no mapping in YAML."""
        try:
            value = yaml_text.parse(self.text).value
        except yaml_text.YamlError:
            value = None
        if not isinstance(value, dict):
            reader.parse(self.text, self.file)
            raise UsageError(f"{self.file}: a spec is a mapping")
        return value

    def names(self, kind: str) -> list[str]:
        """The entities of a kind."""
        section = self.document.get(SECTIONS[kind])
        return list(section) if isinstance(section, dict) else []


def checked_kind(word: str) -> str:
    """A kind of entity, by its singular or plural."""
    kind = word.removesuffix("s")
    if kind not in SECTIONS:
        kinds = ", ".join(SECTIONS)
        hint = suggestion(word, [*SECTIONS, *SECTIONS.values()]) or f"; there are {kinds}"
        raise UsageError(f'no kind "{word}"{hint}')
    return kind


def chosen(original: Original, kind: str, name: str | None, usage: str) -> str:
    """The name of an entity that there is: as given or, in a terminal, as chosen."""
    names = original.names(kind)
    if name is not None:
        return name
    if not terminal.is_there() or not names:
        missing = f"there are no {SECTIONS[kind]}" if not names else f"name the {kind}: {usage}"
        raise UsageError(f"{original.file}: {missing}")
    from scaffold.cli import prompts  # noqa: PLC0415 - start-up time

    return prompts.ask_choice(f"Which {kind}", names)


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to the spec, in words, and its new text."""

    done: str
    text: str
    remarks: tuple[str, ...] = ()


def make(original: Original, change: Change, *, as_json: bool) -> None:
    """Write the new text, once it is sure to be a spec, and show what has changed in it."""
    pipeline.read_spec(change.text, original.file)
    workspace.write_spec(original.root, original.text, change.text)
    with afterwards():
        _show(original, change, as_json=as_json)


def _show(original: Original, change: Change, *, as_json: bool) -> None:
    if as_json:
        report.document(_document(original, change))
        return
    report.line(change.done, "bold green")
    report.text_diff(original.text, change.text)
    for remark in change.remarks:
        report.line(remark)
    if not original.is_of_project:
        report.note(f"Next: {report.invocation('new', HERE, '--spec', original.file)}")
        return
    regenerate = report.invocation("regenerate", original.root)
    if (changes := _plan(original.root)) is not None:
        report.line(f"{regenerate} then does this:", "bold")
        changes_report.table(changes)
    report.note(f"Next: {regenerate}")


def _document(original: Original, change: Change) -> dict[str, Any]:
    """The change for scripts; docs/editing.md says what each key is."""
    plan = None
    if original.is_of_project and (changes := _plan(original.root)) is not None:
        plan = changes_report.document(changes, with_diff=False)
    return {"done": change.done, "remarks": list(change.remarks), "plan": plan}


def _plan(root: Path) -> Changes | None:
    """What the new spec does to the project, where that can be regenerated."""
    try:
        run = pipeline.preview(root, Choices())
    except ScaffoldError as error:
        report.warning(str(error))
        return None
    for text in run.warnings:
        report.warning(text)
    return run.changes
