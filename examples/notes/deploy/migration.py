"""Brings the stored items of a model to its present generation.

Before a deployment, while older code runs, it only adds attributes that items lack, so that new
indexes are full from the start. After it, it raises the generation of each item. Both times it
reserves unique values, and reports what it cannot do by looking at the items, so that a run that
was interrupted forgets nothing.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from notes.core import dynamodb
from notes.core.dynamodb import GENERATION, OutdatedError, State, Step
from notes.core.fields import Field
from notes.core.migrations import Attributes, generation
from notes.core.models import Model
from notes.core.problems import Busy, TooLarge
from notes.core.validation import fits_key

from .guards import Guards
from .pace import Pace
from .reports import Report
from .states import SEGMENTS, Phase, States, read

_ATTEMPTS = 8
_PAGE = 100


@dataclass
class Migration:
    """A migration of one model's table; a `dry` one writes nothing.

    `on_page` is called with a report after each page.
    """

    model: Model[Any, Any]
    phase: Phase
    dry: bool = False
    workers: int = 4
    page: int = _PAGE
    pace: Pace = field(default_factory=Pace)
    on_page: Callable[[Report], None] = lambda _: None

    @property
    def is_done(self) -> bool:
        """True if a run of this phase has been through the whole table."""
        return all(self._state(segment).get("done") for segment in range(SEGMENTS))

    def run(self) -> Report:
        """Migrate all items, from where the last run was interrupted, and return the findings."""
        states = [self._state(segment) for segment in range(SEGMENTS)]
        if all(state.get("done") for state in states):
            states = [{} for _ in states]
        report = Report()
        with ThreadPoolExecutor(self.workers) as pool:
            for found in pool.map(self._segment, range(SEGMENTS), states):
                report.add(found)
        return report

    @property
    def _writes(self) -> bool:
        return not self.dry and self.phase != "verify"

    @property
    def _table(self) -> str:
        return os.environ[self.model.table]

    def _segment(self, segment: int, state: dict[str, Any]) -> Report:
        report = Report.from_json(state.get("report", {}))
        position = state.get("position")
        while not state.get("done"):
            before = report.seen, report.written
            items, position = self._scan(segment, position)
            for item in items:
                self._migrate(item, report)
            state = {"position": position, "done": position is None, "report": report.to_json()}
            self._save(segment, state)
            self.on_page(Report(report.seen - before[0], report.written - before[1]))
        return report

    def _scan(self, segment: int, position: str | None) -> tuple[list[Attributes], str | None]:
        start: dict[str, Any] = {"ExclusiveStartKey": {"id": {"S": position}}} if position else {}
        response = dynamodb.client().scan(
            TableName=self._table,
            Segment=segment,
            TotalSegments=SEGMENTS,
            ConsistentRead=True,
            Limit=self.page,
            ReturnConsumedCapacity="TOTAL",
            **start,
        )
        self.pace.spend(response.get("ConsumedCapacity", {}).get("CapacityUnits", 0))
        items = [dynamodb.decode(item) for item in response["Items"]]
        last = response.get("LastEvaluatedKey")
        # Guards and the states of migrations have no version.
        return [item for item in items if "version" in item], last["id"]["S"] if last else None

    def _migrate(self, item: Attributes, report: Report) -> None:
        """Write what migrations change in an item, and look at it again until it rests."""
        report.seen += 1
        item_id = str(item["id"])
        for _ in range(_ATTEMPTS):
            try:
                self._settle(item, report)
            except (OutdatedError, Busy):
                found = read(self.model, item_id)
                if found is None:
                    return
                item = found
            else:
                return
        report.note("busy", item_id)

    def _settle(self, item: Attributes, report: Report) -> None:
        """Write what migrations change in an item, and note what is wrong with it."""
        is_large = False
        try:
            report.written += self._write(item)
        except TooLarge:
            # Before a deployment it holds old and new values side by side; after it, only the new.
            is_large = True
        # Nothing is noted before all is known: an item that changes meanwhile is looked at again.
        found = self._problems(item)
        for kind, names in found.items():
            if names:
                report.note(kind, str(item["id"]), names)
        if is_large:
            report.note("large", str(item["id"]))

    def _write(self, item: Attributes) -> bool:
        if generation(item) >= self.model.generation:
            return False
        after = self.model.upcast(item)
        if self.phase == "before":
            after = {**item, **after}
        else:
            after[GENERATION] = self.model.generation
        names = {name for name in item | after if item.get(name) != after.get(name)}
        if names and self._writes:
            # Neither the version nor the time of change: a form that is open stays good.
            state = State(int(item["version"]), self.model.generation)
            changes = dynamodb.changes({name: after.get(name) for name in sorted(names)}, state)
            update = {"TableName": self._table, "Key": {"id": {"S": item["id"]}}, **changes}
            dynamodb.commit([Step("Update", update, OutdatedError())])
            self.pace.spend(1 + len(self.model.indexes))
        return bool(names)

    def _problems(self, item: Attributes) -> dict[str, list[str]]:
        """Reserve the unique values of an item; return the fields with each kind of finding."""
        values = self.model.upcast(item)
        guards = Guards(self.model, may_write=self._writes)
        return {
            "missing": list(self._missing(values)),
            "unfit": list(self._unfit(values)),
            "keyless": list(self._keyless(values)),
            "taken": list(guards.taken(item, values)),
        }

    def _missing(self, values: Attributes) -> Iterator[str]:
        for name, rule in self.model.fields.items():
            sources = (self.model.attribute(name), *rule.converted_from)
            if not rule.optional and not any(source in values for source in sources):
                yield name

    def _unfit(self, values: Attributes) -> Iterator[str]:
        for name, rule in self.model.fields.items():
            attribute = self.model.attribute(name)
            if attribute in values:
                if not _fits(rule, values[attribute]):
                    yield name
            elif any(source in values for source in rule.converted_from):
                yield name

    def _keyless(self, values: Attributes) -> Iterator[str]:
        for name, rule in self.model.fields.items():
            value = values.get(self.model.attribute(name))
            if rule.indexed and value is not None and not fits_key(value):
                yield name

    @property
    def _states(self) -> States:
        return States(self.model, self.phase)

    def _state(self, segment: int) -> dict[str, Any]:
        return self._states.load(segment) if self._writes else {}

    def _save(self, segment: int, state: dict[str, Any]) -> None:
        if self._writes:
            self._states.save(segment, state)


def _fits(rule: Field, stored: object) -> bool:
    try:
        rule.load(stored)
    except ValueError:
        return False
    return True
