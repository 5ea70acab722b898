"""Showing what a regeneration does: a line a file, a diff, totals, what to do next."""

from __future__ import annotations

import dataclasses
import difflib
import shlex
from collections import Counter
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scaffold import pipeline
from scaffold.cli import report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scaffold.cloudformation.changeset import ResourceChange, StackChange
    from scaffold.project.reconcile import Action, Change, Changes
    from scaffold.project.tree import Blob

_STYLES: Final[dict[Action, str]] = {
    "create": "green",
    "update": "cyan",
    "merge": "cyan",
    "conflict": "bold red",
    "delete": "red",
    "move": "blue",
    "kept": "yellow",
    "user-deleted": "dim",
    "unchanged": "dim",
}
_CLOUD_STYLES: Final = {
    "added": "green",
    "changed": "cyan",
    "orphaned": "bold red",
    "replaced": "bold red",
    "removed": "red",
    "refused": "bold red",
}
_DONE: Final[dict[Action, str]] = {
    "create": "created",
    "update": "updated",
    "merge": "merged with your edits",
    "conflict": "in conflict",
    "delete": "deleted",
    "move": "moved",
    "kept": "kept",
    "unchanged": "left as is",
}


def table(changes: Changes) -> None:
    """A line for each file that changes, for each resource in the cloud, and the totals."""
    for one in changes.pending:
        note = f"  ({one.note})" if one.note else ""
        action = (f"{one.action:<9}", _STYLES[one.action])
        report.styled(action, f" {_where(one)}", (note, "dim"))
    _cloud(changes)
    report.line(_totals(changes), "bold")
    deleted = [str(one.path) for one in changes.files if one.action == "user-deleted"]
    if deleted:
        report.line(f"deleted by you and left so: {', '.join(deleted)}", "dim")


def diff(changes: Changes) -> None:
    """What changes inside each file."""
    for one in changes.pending:
        for text in _diff(one):
            report.line(text, _diff_style(text))


def document(changes: Changes, *, with_diff: bool) -> dict[str, Any]:
    """The changes for scripts; docs/regenerate.md says what each key is."""
    shown = [*changes.pending, *(one for one in changes.files if one.action == "user-deleted")]
    cloud = pipeline.cloud_changes(changes)
    return {
        "files": [_record(one, with_diff=with_diff) for one in shown],
        "totals": dict(sorted(Counter(one.action for one in shown).items())),
        "stale": list(map(str, changes.stale)),
        "stacks": [dataclasses.asdict(one) for one in cloud.stacks],
        "resources": [dataclasses.asdict(one) for one in cloud.resources],
        "unknown": cloud.unknown,
    }


def next_steps(changes: Changes, root: Path) -> None:
    """What is left for a person to do, and how to take it all back."""
    if changes.conflicts:
        report.line("Settle the conflicts in your editor, or take one side of a file:", "bold")
        for one in changes.conflicts:
            path = str(one.beside or one.path)
            command = report.invocation("regenerate", root, "--ours", path)
            report.line(f"  {command}   # or --theirs")
    if changes.stale:
        renewed = ", ".join(map(str, changes.stale))
        command = shlex.join(renewal(root))
        report.line(f"Run {command}: the dependencies of {renewed} have changed", "bold")
    report.note(f"{report.invocation('undo', root)} takes this back")


def renewal(root: Path) -> list[str]:
    """The command that renews the lock files of a project's package managers."""
    return ["make", *(() if root == Path() else ("-C", str(root))), "lock"]


def _cloud(changes: Changes) -> None:
    cloud = pipeline.cloud_changes(changes)
    if cloud.unknown:
        report.line(f"what a deployment would do is not known: {cloud.unknown}", "yellow")
    if cloud.stacks:
        report.line("The stacks then:", "bold")
        _show_fates((_with(one.name, one.region), one) for one in cloud.stacks)
    if cloud.resources:
        report.line("A deployment then:", "bold")
        _show_fates((_with(one.logical_id, one.type), one) for one in cloud.resources)


def _with(name: str, detail: str | None) -> str:
    return f"{name} ({detail})" if detail else name


def _show_fates(named: Iterable[tuple[str, StackChange | ResourceChange]]) -> None:
    for name, one in named:
        report.styled((f"{one.action:<9}", _CLOUD_STYLES[one.action]), f" {name}")
        if one.warning:
            report.line(f"          {one.warning}", "bold yellow")


def _where(one: Change) -> str:
    """The path; of a move only what differs, twice: `api/{video.py -> film.py}`."""
    if one.source is None:
        return str(one.path)
    before, after = one.source.parts, one.path.parts
    start = _common(before[:-1], after[:-1])
    end = _common(before[:start:-1], after[:start:-1])
    sides = ("/".join(parts[start : len(parts) - end]) for parts in (before, after))
    moved = f"{{{' -> '.join(sides)}}}"
    return "/".join([*before[:start], moved, *before[len(before) - end :]])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many of the first parts are the same."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _totals(changes: Changes) -> str:
    counts = Counter(one.action for one in changes.pending)
    parts = [f"{count} {_DONE[action]}" for action, count in counts.items() if action in _DONE]
    return f"{_count(len(changes.pending))}: {', '.join(parts)}"


def _count(number: int) -> str:
    return f"{number} file" if number == 1 else f"{number} files"


def _record(one: Change, *, with_diff: bool) -> dict[str, Any]:
    template, _, entity = one.id.partition(" ")
    record = {
        "path": str(one.path),
        "action": one.action,
        "from": str(one.source) if one.source else None,
        "beside": str(one.beside) if one.beside else None,
        "class": one.file_class,
        "template": f"templates/{template}",
        "entity": entity or None,
        "note": one.note or None,
    }
    return record | {"diff": "\n".join(_diff(one))} if with_diff else record


def _diff(one: Change) -> Iterator[str]:
    """A unified diff, with git's words for what has no lines."""
    before, after = one.before, one.outcome
    if before == after and one.source is None:
        return
    old = f"a/{one.source or one.path}" if before else "/dev/null"
    new = f"b/{one.path}" if after else "/dev/null"
    if (before and not before.is_text) or (after and not after.is_text):
        yield f"Binary files {old} and {new} differ"
        return
    if before and after and before.mode != after.mode:
        yield f"old mode {before.mode}"
        yield f"new mode {after.mode}"
    yield from difflib.unified_diff(_lines(before), _lines(after), old, new, lineterm="")


def _lines(blob: Blob | None) -> list[str]:
    return blob.content.decode(errors="replace").splitlines() if blob else []


def _diff_style(text: str) -> str:
    if text.startswith(("---", "+++")):
        return "bold"
    styles = {"+": "green", "-": "red", "@": "cyan"}
    return styles.get(text[:1], "")
