"""Reports of a regeneration's changes: one line per file, a diff, totals, the next steps."""

from __future__ import annotations

import dataclasses
import difflib
import os
import shlex
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scaffold import pipeline
from scaffold.cli import report
from scaffold.names import common_length
from scaffold.pipeline import CloudChanges
from scaffold.project.paths import LOCK_PATH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import PurePosixPath

    from scaffold.cloudformation.changeset import ResourceChange, StackChange
    from scaffold.project.reconcile import Action, Changes, FileChange
    from scaffold.project.tree import Blob
    from scaffold.storage.risks import RiskKind

_STYLES: Final[dict[Action, str]] = {
    "create": "green",
    "update": "cyan",
    "merge": "cyan",
    "conflict": "bold red",
    "delete": "red",
    "move": "blue",
    "kept": "yellow",
    "outdated": "bold yellow",
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
_RISK_STYLES: Final[dict[RiskKind, str]] = {
    "disclosed": "bold red",
    "opened": "bold red",
    "lost": "bold red",
    "hidden": "bold yellow",
    "may clash": "bold yellow",
    "converted": "cyan",
    "filled": "cyan",
    "stays behind": "yellow",
    "label": "dim",
}
_SINCE: Final = (
    "compared with template.yaml as it is now; what you regenerated since your last deployment"
    " comes on top"
)
_RELOCKED: Final = "the files are newer: it was restored, or merged, without them"
_TOTALS: Final[dict[Action, str]] = {
    "create": "created",
    "update": "updated",
    "merge": "merged with your edits",
    "conflict": "in conflict",
    "delete": "deleted",
    "move": "moved",
    "kept": "kept",
    "outdated": "outdated",
    "user-deleted": "deleted by you",
    "unchanged": "left as is",
}


def table(changes: Changes) -> CloudChanges:
    """Print one line per changed file, stack and resource, and the totals.

    Return what the next deployment would change.
    """
    if changes.relocks and not changes.pending:
        report.styled(("update   ", "cyan"), f" {LOCK_PATH}", (f"  ({_RELOCKED})", "dim"))
        return CloudChanges()
    for change in changes.pending:
        note = f"  ({change.note})" if change.note else ""
        action = (f"{change.action:<9}", _STYLES[change.action])
        report.styled(action, f" {_path(change)}", (note, "dim"))
    stored_items(changes)
    cloud = pipeline.cloud_changes(changes)
    _show_cloud_changes(cloud)
    report.line(_totals(changes), "bold")
    recorded = (change for change in changes.files if change.recorded)
    deleted = [str(change.path) for change in recorded if change.action == "user-deleted"]
    if deleted:
        report.line(f"deleted by you and not restored: {', '.join(deleted)}", "dim")
    return cloud


def stored_items(changes: Changes) -> None:
    """Print one line per risk for items that are stored already."""
    if changes.risks:
        report.line("Stored items:", "bold")
    for risk in changes.risks:
        style = _RISK_STYLES[risk.kind]
        report.styled((f"{risk.kind:<12}", style), f" {risk.subject}: {risk.message}")


def diff(changes: Changes) -> None:
    """Print a unified diff of each changed file."""
    _show_diffs(changes.pending)


def settled(changes: Changes) -> None:
    """Print a unified diff of each file whose conflicts one side settles."""
    _show_diffs(change for change in changes.pending if change.settled)


def document(changes: Changes, *, with_diff: bool) -> dict[str, Any]:
    """Return the changes as JSON for scripts; docs/reference/command-line.md describes the keys."""
    shown = [*changes.pending, *(change for change in changes.files if change.recorded)]
    cloud = pipeline.cloud_changes(changes)
    return {
        "files": [_record(change, with_diff=with_diff) for change in shown],
        "totals": dict(sorted(Counter(change.action for change in shown).items())),
        "stale": list(map(str, changes.stale)),
        "stacks": [dataclasses.asdict(stack) for stack in cloud.stacks],
        "resources": [dataclasses.asdict(resource) for resource in cloud.resources],
        "unknown": cloud.unknown,
        "data": [risk._asdict() for risk in changes.risks],
    }


def next_steps(changes: Changes, root: Path) -> None:
    """Print what is left for a person to do, and how to undo the run."""
    if changes.conflicts:
        report.line("Resolve the conflicts in your editor, or choose a side for a file:", "bold")
        for change in changes.conflicts:
            path = _from_here(root, change.beside or change.path)
            command = report.invocation("regenerate", root, "--ours", path)
            report.line(f"  {command}   # or --theirs")
    if changes.outdated:
        report.line("Bring files up to date that were taken back to an earlier version:", "bold")
        for change in changes.outdated:
            command = report.invocation(
                "regenerate", root, "--theirs", _from_here(root, change.path)
            )
            report.line(f"  {command}   # or --ours to keep it")
    if changes.stale:
        lockfiles = ", ".join(map(str, changes.stale))
        command = shlex.join(lockfile_command(root))
        report.line(f"Run {command} to update {lockfiles}: the dependencies have changed", "bold")
    report.note(f"Run {report.invocation('undo', root)} to undo this")


def _from_here(root: Path, path: PurePosixPath) -> str:
    """Return a project's path as an option takes it: from the current folder, if it is inside."""
    inside = Path.cwd().is_relative_to(root.resolve())
    return os.path.relpath(root.resolve() / path) if inside else str(path)


def lockfile_command(root: Path) -> list[str]:
    """Return the command that updates a project's lockfiles."""
    return ["make", *(() if root == Path() else ("-C", str(root))), "lock"]


def _show_diffs(changes: Iterable[FileChange]) -> None:
    for change in changes:
        for text in _diff(change):
            report.line(text, _diff_style(text))


def _show_cloud_changes(cloud: CloudChanges) -> None:
    if cloud.unknown:
        report.line(f"The effect of a deployment is unknown: {cloud.unknown}", "yellow")
    if cloud.stacks:
        report.line("Stacks after the next deployment:", "bold")
        _show_fates((_with_detail(stack.name, stack.region), stack) for stack in cloud.stacks)
    if cloud.resources:
        report.line("Resources after the next deployment:", "bold")
        report.line(f"          {_SINCE}", "dim")
        _show_fates(
            (_with_detail(resource.logical_id, resource.type), resource)
            for resource in cloud.resources
        )


def _with_detail(name: str, detail: str | None) -> str:
    return f"{name} ({detail})" if detail else name


def _show_fates(named: Iterable[tuple[str, StackChange | ResourceChange]]) -> None:
    for name, change in named:
        report.styled((f"{change.action:<9}", _CLOUD_STYLES[change.action]), f" {name}")
        if change.warning:
            report.line(f"          {change.warning}", "bold yellow")


def _path(change: FileChange) -> str:
    """Return the path; for a move, the way git shows it: `api/{video.py -> film.py}`."""
    if change.source is None:
        return str(change.path)
    before, after = change.source.parts, change.path.parts
    start = common_length(before[:-1], after[:-1])
    end = common_length(before[:start:-1], after[:start:-1])
    middles = ("/".join(parts[start : len(parts) - end]) for parts in (before, after))
    moved = f"{{{' -> '.join(middles)}}}"
    return "/".join([*before[:start], moved, *before[len(before) - end :]])


def _totals(changes: Changes) -> str:
    counts = Counter(change.action for change in changes.pending)
    parts = [f"{count} {_TOTALS[action]}" for action, count in counts.items() if action in _TOTALS]
    number = len(changes.pending)
    return f"{number} file{'' if number == 1 else 's'}: {', '.join(parts)}"


def _record(change: FileChange, *, with_diff: bool) -> dict[str, Any]:
    template, _, entity = change.id.partition(" ")
    record = {
        "path": str(change.path),
        "action": change.action,
        "from": str(change.source) if change.source else None,
        "beside": str(change.beside) if change.beside else None,
        "class": change.file_class,
        "template": f"templates/{template}",
        "entity": entity or None,
        "note": change.note or None,
    }
    return record | {"diff": "\n".join(_diff(change))} if with_diff else record


def _diff(change: FileChange) -> Iterator[str]:
    """Yield the lines of a unified diff, with git's words for modes and binary files."""
    before, after = change.before, change.result
    if before == after and change.source is None:
        return
    old = f"a/{change.source or change.path}" if before else "/dev/null"
    new = f"b/{change.path}" if after else "/dev/null"
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
