"""Migrates the stored items of a deployed stage: `make migrate STAGE=dev`."""

import argparse
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from botocore.exceptions import ClientError

from hello.core import dynamodb
from hello.core.models import Model

from .history import DivergedError, History
from .migration import Migration
from .pace import Pace
from .reports import Report
from .resources import physical_ids
from .states import Phase
from .summaries import notice, summary

# The logical id of each model's table.
TABLES = {
    "author": "AuthorTable",
    "shelf": "ShelfTable",
    "book": "BookTable",
    "ledger": "LedgerTable",
    "diary": "DiaryTable",
}
# The digest of each migration of a model, in their order; backend/storage.yaml has them as well.
DIGESTS: dict[str, list[str]] = {
    "author": [],
    "shelf": [],
    "book": [],
    "ledger": [],
    "diary": [],
}
# The exit status if the items had other migrations; `scaffold dev` knows it, too.
DIVERGED = 3
# Capacity units a second: what DynamoDB gives a new table, with room for the application.
_RATE = 1000


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


def migrate(history: History, phase: Phase, options: argparse.Namespace) -> Report | None:
    """Run a phase for a model, and show the findings; None if there is nothing to do."""
    model = history.model
    if not options.dry_run and phase != "verify":
        history.begin(phase)
    if options.pending and history.is_current and not is_pending(model, phase):
        return None
    progress = Progress(f"{model.name} ({phase})")
    report = Migration(
        model,
        phase,
        dry=options.dry_run,
        workers=options.workers,
        pace=Pace(options.rate),
        on_page=progress.show,
    ).run()
    progress.end()
    show(summary(model.name, phase, report, dry=options.dry_run, as_json=options.json))
    return report


def failure(model: Model[Any, Any], phase: Phase, report: Report, *, alone: bool) -> str | None:
    """Return why the program fails after a phase, which may be `alone`; None if it does not."""
    if phase == "verify" and (report.written or not report.is_clean):
        return f"{model.name}: there are items to migrate, or to look after"
    if phase == "before" and alone and report.keyless and has_new_index(model):
        return (
            f"{model.name}: mend the values that cannot be a key first. Once the new index is made,"
            " DynamoDB refuses every other change of their items."
        )
    return None


def show(line: str) -> None:
    """Print a line, also while the program runs on."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _rate(text: str) -> float:
    rate = float(text)
    if not 0 <= rate < float("inf"):
        raise ValueError(text)
    return rate


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise ValueError(text)
    return count


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options."""
    parser = argparse.ArgumentParser(prog="make migrate", description=__doc__)
    parser.add_argument("--stack", required=True, help="the name of the deployed stack")
    parser.add_argument("--region", required=True)
    phase = parser.add_mutually_exclusive_group()
    phase.add_argument("--before", action="store_true", help="only add, while older code runs")
    phase.add_argument("--after", action="store_true", help="finish, once no older code runs")
    phase.add_argument("--verify", action="store_true", help="look at every item, change none")
    parser.add_argument("--pending", action="store_true", help="leave out what is done already")
    parser.add_argument("--dry-run", action="store_true", help="report, and change nothing")
    parser.add_argument("--rate", type=_rate, default=_RATE, help="capacity units a second, or 0")
    parser.add_argument("--workers", type=_count, default=4, help="items written at a time")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    return parser.parse_args(arguments)


def histories(options: argparse.Namespace) -> list[History]:
    """Return the history of each model whose table is deployed, and let its code find the table."""
    os.environ.setdefault("AWS_DEFAULT_REGION", options.region)
    tables = physical_ids(options.stack, options.region)
    found = []
    for model, table in models():
        if table in tables:
            os.environ[model.table] = tables[table]
            found.append(History(model, DIGESTS[model.name]))
    return found


def run(options: argparse.Namespace) -> list[str]:
    """Migrate the tables of a stack; return why the program fails, if it does."""
    found = histories(options)
    # All before the first is written to.
    for history in found:
        history.check()
    for line in filter(None, (notice(history, as_json=options.json) for history in found)):
        show(line)
    failures = []
    for phase in phases(options):
        for history in found:
            report = migrate(history, phase, options)
            if report:
                failures.append(failure(history.model, phase, report, alone=options.before))
    return list(filter(None, failures))


def main(arguments: Sequence[str] | None = None) -> None:
    """Migrate the tables of a stack, and report what is left to look after."""
    options = parse(arguments)
    try:
        failures = run(options)
    except DivergedError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(DIVERGED)
    except ClientError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Interrupted: run it again, and it goes on.")
    if failures:
        sys.exit("\n".join(failures))


if __name__ == "__main__":
    main()
