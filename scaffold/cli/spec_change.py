"""The shared part of `add`, `remove` and `rename`: reading the spec, and writing its new text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

import typer

from scaffold import pipeline
from scaffold.cli import changes_report, completion, report, terminal
from scaffold.cli.context import HERE
from scaffold.cli.terminal import UsageError
from scaffold.errors import ScaffoldError, SpecError
from scaffold.generate import application
from scaffold.names import suggestion
from scaffold.project import workspace
from scaffold.project.reconcile import Choices
from scaffold.project.transaction import late_interrupts
from scaffold.spec import SPEC_NAME, reader, yaml_text
from scaffold.spec.edit import SpecText
from scaffold.spec.language import LANGUAGE, Language

if TYPE_CHECKING:
    from pathlib import Path

    from scaffold.errors import Diagnostic
    from scaffold.project.reconcile import Changes
    from scaffold.spec.kinds.kind import Kind

KindName: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="KIND",
        help=f"{', '.join(kind.name for kind in LANGUAGE.kinds)}, or a plural.",
        autocompletion=completion.kinds,
    ),
]


# The options that are not called like their keys.
_OPTIONS: Final = {"fields": "field", "max_size": "max-size"}


@dataclass(frozen=True, slots=True)
class Original:
    """The spec before the edit; `file` names it in messages."""

    root: Path
    text: str
    file: str
    is_of_project: bool
    language: Language

    @classmethod
    def read(cls, root: Path, language: Language) -> Original:
        """Read the spec of a project, which is named by its folder or its spec file."""
        folder = root.parent if root.name == SPEC_NAME else root
        is_of_project = workspace.has_lock(folder)
        if is_of_project:
            workspace.check_lock(folder)
        text, file = workspace.read_spec(root)
        return cls(folder if is_of_project else root, text, file, is_of_project, language)

    @property
    def source(self) -> SpecText:
        """The text to edit."""
        return SpecText(self.text, self.file, self.language)

    @property
    def document(self) -> dict[str, Any]:
        """The parsed spec; raise SpecError if it is not a YAML mapping."""
        try:
            value = yaml_text.parse(self.text).value
        except yaml_text.YamlError:
            value = None
        if not isinstance(value, dict):
            reader.parse(self.text, self.file, self.language)
            raise UsageError(f"{self.file}: a spec must be a mapping")
        return value

    def names(self, kind: Kind) -> list[str]:
        """Return the names of the entities of a kind."""
        section = self.document.get(kind.section)
        return list(section) if isinstance(section, dict) else []


def kind_named(word: str, language: Language) -> Kind:
    """Return a kind of entity by its singular or plural; raises UsageError for another word."""
    kinds = {name: kind for kind in language.kinds for name in (kind.name, kind.section)}
    if word not in kinds:
        names = ", ".join(kind.name for kind in language.kinds)
        hint = suggestion(word, kinds) or f"; use {names}"
        raise UsageError(f'no kind "{word}"{hint}')
    return kinds[word]


def chosen(original: Original, kind: Kind, name: str | None, usage: str) -> str:
    """Return the name of an existing entity: the argument or, in a terminal, a choice."""
    if name is not None:
        return name
    names = original.names(kind)
    if not names:
        raise UsageError(f"{original.file}: the spec has no {kind.section}")
    if not terminal.is_there():
        raise UsageError(f"{original.file}: write the name of the {kind.name}: {usage}")
    from scaffold.cli import prompts  # noqa: PLC0415 - start-up time

    return prompts.ask_choice(f"Which {kind.name}", names)


@dataclass(frozen=True, slots=True)
class SpecEdit:
    """An edit of the spec: what was done, in words, and the new text.

    `prefix` is the path, up to the dot, of an entity whose keys were given by options.
    """

    done: str
    text: str
    remarks: tuple[str, ...] = ()
    prefix: str = ""


def apply(original: Original, edit: SpecEdit, *, as_json: bool) -> None:
    """Write the new text if it is a valid spec, and show the difference."""
    _check(original, edit)
    _write(original, edit)
    with late_interrupts():
        _show(original, edit, as_json=as_json)


def _check(original: Original, edit: SpecEdit) -> None:
    """Raise the errors of the spec as it is or, if it has none, those that the edit causes.

    Their lines would be those of a text that nobody has seen.
    """
    try:
        application.read_spec(edit.text, original.file, original.language)
    except SpecError as error:
        application.read_spec(original.text, original.file, original.language)
        lines = [_caused(diagnostic, edit.prefix) for diagnostic in error.diagnostics]
        raise UsageError("\nerror: ".join(dict.fromkeys(lines))) from error


def _caused(diagnostic: Diagnostic, prefix: str) -> str:
    """Return an error, with the option that has the key if the entity was described by options."""
    path = diagnostic.path
    key = re.match(r"\w+", path.removeprefix(prefix)) if path.startswith(prefix) else None
    option = f"--{_OPTIONS.get(key[0], key[0])}: " if prefix and key else ""
    return f"{option}{path}: {diagnostic.message}" if path else diagnostic.message


def _write(original: Original, edit: SpecEdit) -> None:
    if not original.is_of_project:
        workspace.write_spec(original.root, original.text, edit.text)
    elif recovered := pipeline.edit_spec(original.root, original.text, edit.text, edit.done):
        report.warning(recovered)


def _show(original: Original, edit: SpecEdit, *, as_json: bool) -> None:
    if as_json:
        report.document(_document(original, edit))
        return
    report.line(edit.done, "bold green")
    report.text_diff(original.text, edit.text)
    for remark in edit.remarks:
        report.line(remark)
    if not original.is_of_project:
        report.note(f"Next: {report.invocation('new', HERE, '--spec', original.file)}")
        return
    regenerate = report.invocation("regenerate", original.root)
    changes = _plan(original.root)
    if changes is not None and changes.is_empty:
        report.line("The generated files stay as they are")
        return
    if changes is not None:
        report.line(f"{regenerate} will make these changes:", "bold")
        changes_report.table(changes)
    report.note(f"Next: {regenerate}")


def _document(original: Original, edit: SpecEdit) -> dict[str, Any]:
    """Return the edit as JSON for scripts; docs/reference/command-line.md describes the keys."""
    plan = None
    if original.is_of_project and (changes := _plan(original.root)) is not None:
        plan = changes_report.document(changes, with_diff=False)
    return {"done": edit.done, "remarks": list(edit.remarks), "plan": plan}


def _plan(root: Path) -> Changes | None:
    """Return the changes that the new spec makes to the project, or None if that fails."""
    try:
        regeneration = pipeline.preview(root, Choices())
    except ScaffoldError as error:
        report.warning(str(error))
        return None
    for text in regeneration.warnings:
        report.warning(text)
    return regeneration.changes
