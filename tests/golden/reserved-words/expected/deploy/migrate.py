"""Migrates the stored items of a deployed stage: `make migrate STAGE=dev`."""

import argparse
import json
import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from hello.core import dynamodb
from hello.core.models import Model

from .migration import Migration, Phase
from .pace import Pace
from .reports import Report
from .resources import physical_ids

# The logical id of each model's table.
TABLES = {
    "job": "JobTable",
}
# Capacity units a second: what DynamoDB gives a new table, with room for the application.
_RATE = 1000
_SHOWN = 20


@dataclass
class Progress:
    """Shows how far a migration is, on a line of its own in a terminal."""

    title: str
    _seen: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def show(self, report: Report) -> None:
        """Add the numbers of a page."""
        with self._lock:
            self._seen += report.seen
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{self.title}: {self._seen:,} items")
                sys.stderr.flush()

    def end(self) -> None:
        """End the line."""
        if sys.stderr.isatty() and self._seen:
            sys.stderr.write("\n")


def models() -> Iterator[tuple[Model[Any, Any], str]]:
    """Yield each model with the logical id of its table."""
    for name, table in TABLES.items():
        module = import_module(f"hello.generated.models.{name}")
        yield module.MODEL, table


def is_pending(model: Model[Any, Any], phase: Phase) -> bool:
    """Return True if a model has migrations that were not done for all of its items.

    Before a new index is made, what its keys are to be is looked at as well.
    """
    if model.migrations and not Migration(model, "after").is_done:
        return True
    return phase == "before" and has_new_index(model)


def has_new_index(model: Model[Any, Any]) -> bool:
    """Return True if the table lacks an index of the model."""
    table = dynamodb.client().describe_table(TableName=os.environ[model.table])["Table"]
    present = {index["IndexName"] for index in table.get("GlobalSecondaryIndexes", [])}
    return any(model.index_name(index) not in present for index in model.indexes)


def phases(options: argparse.Namespace) -> tuple[Phase, ...]:
    """Return the phases that the options ask for: both, unless they name one."""
    if options.verify:
        return ("verify",)
    if options.before or options.after:
        return ("before",) if options.before else ("after",)
    return ("before", "after")


def summary(model: Model[Any, Any], phase: Phase, report: Report, *, dry: bool) -> str:
    """Return the findings as text."""
    done = "to change" if dry or phase == "verify" else "changed"
    lines = [f"{model.name} ({phase}): {report.seen:,} items, {report.written:,} {done}"]
    for found, what in (
        (report.unfit, "a value that does not fit its field, and is left out of answers"),
        (report.taken, "a unique value that another item has, and keep it"),
        (report.keyless, "an indexed value that is empty or too long: change it before any other"),
    ):
        if found:
            lines.append(f"  {len(found):,} items have {what}:")
            shown = list(found.items())[:_SHOWN]
            lines += [f"    {item_id}: {', '.join(names)}" for item_id, names in shown]
            lines += [f"    and {len(found) - _SHOWN:,} more"] if len(found) > _SHOWN else []
    if report.busy:
        lines.append(f"  {len(report.busy):,} items changed all the time: run this again")
    return "\n".join(lines)


def main() -> None:
    """Migrate the tables of a stack, and report what is left to look after."""
    parser = argparse.ArgumentParser(prog="make migrate", description=__doc__)
    parser.add_argument("--stack", required=True, help="the name of the deployed stack")
    parser.add_argument("--region", required=True)
    phase = parser.add_mutually_exclusive_group()
    phase.add_argument("--before", action="store_true", help="only add, while older code runs")
    phase.add_argument("--after", action="store_true", help="finish, once no older code runs")
    phase.add_argument("--verify", action="store_true", help="look at every item, change none")
    parser.add_argument("--pending", action="store_true", help="leave out what is done already")
    parser.add_argument("--dry-run", action="store_true", help="report, and change nothing")
    parser.add_argument("--rate", type=float, default=_RATE, help="capacity units a second")
    parser.add_argument("--workers", type=int, default=4, help="items that are written at a time")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    options = parser.parse_args()
    os.environ.setdefault("AWS_DEFAULT_REGION", options.region)
    tables = physical_ids(options.stack, options.region)
    is_clean = True
    for chosen in phases(options):
        for model, table in models():
            if table not in tables:
                continue
            os.environ[model.table] = tables[table]
            if options.pending and not is_pending(model, chosen):
                continue
            progress = Progress(f"{model.name} ({chosen})")
            report = Migration(
                model,
                chosen,
                dry=options.dry_run,
                workers=options.workers,
                pace=Pace(options.rate),
                on_page=progress.show,
            ).run()
            progress.end()
            if chosen == "verify":
                is_clean = is_clean and report.is_clean and not report.written
            found = {"model": model.name, "phase": chosen, **report.to_json()}
            text = summary(model, chosen, report, dry=options.dry_run)
            sys.stdout.write(f"{json.dumps(found) if options.json else text}\n")
    sys.exit(0 if is_clean else 1)


if __name__ == "__main__":
    main()
