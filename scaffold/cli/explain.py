"""`scaffold explain`: the origin of a file, and what editing it means."""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

import typer

from scaffold import pipeline
from scaffold.cli import report
from scaffold.cli.context import language_of
from scaffold.errors import ScaffoldError
from scaffold.files import read_file
from scaffold.generate.features import features
from scaffold.project import workspace
from scaffold.project.lock import sha256
from scaffold.project.paths import LOCK_PATH
from scaffold.spec import SPEC_NAME, yaml_text

if TYPE_CHECKING:
    from scaffold.generate.catalog import FileClass
    from scaffold.generate.line_origins import LocatedLine
    from scaffold.project.lock import Lock, LockEntry
    from scaffold.spec.language import Language

NAME: Final = "explain"
EXAMPLES: Final = """\b
Examples:
  scaffold explain template.yaml
  scaffold explain template.yaml:42
  scaffold explain my-app/template.yaml --json
"""

State: TypeAlias = Literal["as generated", "edited", "deleted"]

MEANINGS: Final[dict[FileClass, str]] = {
    "create-only": "created once: after your first edit, scaffold never writes it again",
    "managed": "managed by scaffold: change scaffold.yaml instead of the file",
    "merged": "yours to edit: regenerating merges your edits with what the spec changes",
    "lockfile": "updated by its package manager: never edit or merge it by hand",
}


_PLACE: Final = re.compile(r"(?P<path>.+?):(?P<line>[0-9]{1,9})(:[0-9]{1,9})?", re.DOTALL)


class ExplainError(ScaffoldError):
    """A path that scaffold did not generate."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file comes from; `entity` is a path of the spec such as `models.video`.

    `located` is where one line of it comes from, if a line was asked about.
    """

    path: PurePosixPath
    feature: str
    template: str
    entity: str | None
    line: int | None
    file_class: FileClass
    state: State
    located: LocatedLine | None = None


def command(
    context: typer.Context,
    path: Annotated[
        Path, typer.Argument(metavar="PATH[:LINE]", help="A file of the project, or a line of it.")
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the origin as JSON.")] = False,
) -> None:
    """Show the template and spec entry behind a file or a line.

    Also shows the file's class, what that means for your edits, and if you have edited the file.
    """
    origin = explain(*_path_and_line(path))
    if as_json:
        report.document(_as_json(origin))
        return
    report.line(str(origin.path), "bold")
    for label, text in (
        ("feature", f"{origin.feature}: {_reason(origin.feature, language_of(context))}"),
        ("template", f"templates/{origin.template}"),
        ("from", _place(origin)),
        ("class", f"{origin.file_class}: {MEANINGS[origin.file_class]}"),
        ("now", origin.state),
        *_line_rows(origin),
    ):
        report.line(f"  {label:<9} {text}")


def _reason(feature: str, language: Language) -> str:
    """Return when applications have a feature; a template may come from an older version."""
    table = features(language.kinds)
    return table[feature].reason if feature in table else "in the spec"


def explain(path: Path, line: int | None = None) -> Origin:
    """Return the origin of a file and of a line of it.

    Raises ExplainError if scaffold did not generate the file.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
    root = _project_root(absolute, path)
    lock = workspace.read(root).lock
    wanted = PurePosixPath(absolute.relative_to(root).as_posix())
    entry = lock.entry(wanted)
    if entry is None:
        raise ExplainError(_stranger(path, absolute, wanted, lock))
    template, _, identity = entry.id.partition(" ")
    located = None if line is None else _locate(root, entry, line, path)
    if located and located.origin and located.origin.entity:
        identity = located.origin.entity
    entity, spec_line = _spec_entry(root, identity)
    return Origin(
        path=entry.location,
        feature=PurePosixPath(template).parts[0],
        template=template,
        entity=entity or None,
        line=spec_line,
        file_class=entry.file_class,
        state=_state(root, entry),
        located=located,
    )


def _path_and_line(path: Path) -> tuple[Path, int | None]:
    """Split `template.yaml:12` or `template.yaml:12:5`, unless there is a file of that name."""
    place = _PLACE.fullmatch(str(path))
    if place is None or path.exists():
        return path, None
    return Path(place["path"]), int(place["line"])


def _locate(root: Path, entry: LockEntry, line: int, path: Path) -> LocatedLine:
    try:
        count = len(read_file(root / entry.location).splitlines())
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise ExplainError(f"{path} was deleted") from None
    if not 0 < line <= count:
        raise ExplainError(f"{path} has {count} lines, so no line {line}")
    return pipeline.locate_line(root, entry, line)


def _line_rows(origin: Origin) -> tuple[tuple[str, str], ...]:
    if origin.located is None:
        return ()
    source = origin.located.origin
    if source is None:
        return (("line", origin.located.note),)
    return (("line", f"templates/{source.template}:{source.line} ({origin.located.note})"),)


def _project_root(absolute: Path, path: Path) -> Path:
    if root := workspace.enclosing_project(absolute if absolute.is_dir() else absolute.parent):
        return root
    raise ExplainError(f"{path}: no folder above it has {LOCK_PATH}, so it is not in a project")


def _stranger(path: Path, absolute: Path, wanted: PurePosixPath, lock: Lock) -> str:
    if wanted == PurePosixPath(SPEC_NAME):
        return f"{path} is the spec: edit it to change what scaffold generates"
    if wanted == LOCK_PATH:
        return f"{path} is scaffold's record of the generated files: commit it, never edit it"
    if absolute.is_dir():
        return f"{path} is a folder: name a file"
    nearest = _nearest(wanted, [entry.location for entry in lock.entries])
    hint = f'; did you mean "{nearest}"?' if nearest else ""
    return f"{path} was not generated by scaffold{hint}"


def _nearest(wanted: PurePosixPath, known: list[PurePosixPath]) -> PurePosixPath | None:
    """Return the only file of the same name, or the most similar path."""
    namesakes = [path for path in known if path.name == wanted.name]
    if len(namesakes) == 1:
        return namesakes[0]
    alike = difflib.get_close_matches(str(wanted), map(str, namesakes or known), n=1, cutoff=0.5)
    return PurePosixPath(alike[0]) if alike else None


def _spec_entry(root: Path, identity: str) -> tuple[str, int | None]:
    """Return the current name of an entity, and the line of the spec that has it, or None."""
    try:
        spec = yaml_text.parse(workspace.read_spec(root)[0])
    except ScaffoldError:
        return identity, None
    kind, _, first_name = identity.partition(".")
    for path, place in spec.keys.items():
        if path == (kind, first_name) or (
            path[:1] == (kind,)
            and path[2:] == ("renamed_from",)
            and spec.texts.get(path) == first_name
        ):
            entity = path[:2]
            return ".".join(map(str, entity)), spec.keys.get(entity, place).line
    return identity, None


def _state(root: Path, entry: LockEntry) -> State:
    try:
        content = read_file(root / entry.location)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return "deleted"
    return "as generated" if sha256(content) == entry.sha else "edited"


def _place(origin: Origin) -> str:
    if origin.entity is None:
        return f"{SPEC_NAME} as a whole"
    line = f":{origin.line}" if origin.line else ""
    return f"{origin.entity} ({SPEC_NAME}{line})"


def _as_json(origin: Origin) -> dict[str, object]:
    return {
        "path": str(origin.path),
        "feature": origin.feature,
        "template": f"templates/{origin.template}",
        "entity": origin.entity,
        "line": origin.line,
        "class": origin.file_class,
        "meaning": MEANINGS[origin.file_class],
        "state": origin.state,
    } | _line_as_json(origin.located)


def _line_as_json(located: LocatedLine | None) -> dict[str, object]:
    if located is None:
        return {}
    source = located.origin
    return {
        "partial": f"templates/{source.template}" if source else None,
        "partial_line": source.line if source else None,
        "line_state": located.note,
    }
