"""The findings of a migration, as text or as a line of JSON."""

import json

from .history import History
from .reports import Report
from .states import Phase

_SHOWN = 20
_FINDINGS = {
    "missing": "no value that is required: give its field a default, or write the items",
    "unfit": "a value that does not fit its field, and is left out of answers",
    "taken": "a unique value that another item has, and keep it",
    "keyless": "an indexed value that is empty or too long: change it before any other",
    "large": "no room for what the migration adds, and stay as they are",
    "busy": "changed all the time: run this again",
}


def summary(model: str, phase: Phase, report: Report, *, dry: bool, as_json: bool) -> str:
    """Return the findings of a phase."""
    if as_json:
        return json.dumps({"model": model, "phase": phase, **report.to_json()})
    done = "to change" if dry or phase == "verify" else "changed"
    lines = [f"{model} ({phase}): {report.seen:,} items, {report.written:,} {done}"]
    for kind, text in _FINDINGS.items():
        lines += _finding(report, kind, text)
    return "\n".join(lines)


def _finding(report: Report, kind: str, text: str) -> list[str]:
    count = report.count(kind)
    if not count:
        return []
    lines = [f"  {count:,} items {'' if kind == 'busy' else 'have '}{text}"]
    shown = list(report.findings(kind).items())[:_SHOWN]
    lines += [f"    {item_id}{': ' if names else ''}{', '.join(names)}" for item_id, names in shown]
    return [*lines, f"    and {count - len(shown):,} more"] if count > len(shown) else lines


def notice(history: History, *, as_json: bool) -> str | None:
    """Return a line on items of a later generation, if there can be any."""
    later = history.later_generation
    if later is None:
        return None
    name = history.model.name
    if as_json:
        return json.dumps({"model": name, "later": later, **Report().to_json()})
    return (
        f"{name}: items may be of generation {later}, which a later version of the application"
        " wrote: this one reads them, and its writes of them are refused"
    )
