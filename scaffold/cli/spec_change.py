"""What `add`, `remove` and `rename` have in common: the spec they start from, and its new text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, TypeAlias

import typer

from scaffold import pipeline, specfile, workspace, yamltext
from scaffold.cli import changes_report, report, terminal
from scaffold.cli.terminal import UsageError
from scaffold.errors import ScaffoldError
from scaffold.names import suggestion
from scaffold.reconcile import Choices
from scaffold.specedit import SECTIONS

Kind: TypeAlias = Annotated[str, typer.Argument(help="model, bucket or function.")]
Project: TypeAlias = Annotated[
    Path, typer.Option("--project", metavar="DIR", help="The project's folder, or its spec file.")
]
HERE: Final = Path()


@dataclass(frozen=True, slots=True)
class Original:
    """The spec before the change; `file` is for messages."""

    root: Path
    text: str
    file: str

    @classmethod
    def read(cls, root: Path) -> Original:
        """The spec of a project."""
        return cls(root, *workspace.read_spec(root))

    @property
    def document(self) -> dict[str, Any]:
        """Its values; raises SpecError for what is no mapping in YAML."""
        try:
            value = yamltext.parse(self.text).value
        except yamltext.YamlError:
            value = None
        if not isinstance(value, dict):
            specfile.parse(self.text, self.file)
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


def make(original: Original, edited: str, done: str, remark: str = "") -> None:
    """Write the new text, once it is sure to be a spec, and show what has changed in it."""
    specfile.parse(edited, original.file)
    workspace.write_spec(original.root, original.text, edited)
    report.line(done, "bold green")
    report.text_diff(original.text, edited)
    if remark:
        report.line(remark)
    _show_plan(original.root)
    report.note("Next: scaffold regenerate")


def _show_plan(root: Path) -> None:
    """What the new spec does to the project, where there is one that can be regenerated."""
    try:
        run = pipeline.preview(root, Choices())
    except ScaffoldError as error:
        report.note(str(error))
        return
    for text in run.warnings:
        report.warning(text)
    report.line("scaffold regenerate then does this:", "bold")
    changes_report.table(run.changes)
