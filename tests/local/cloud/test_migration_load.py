"""A migration of many items, beside which the application goes on answering."""

from __future__ import annotations

import contextlib
import os
import statistics
import time
from typing import TYPE_CHECKING, Any, Final

import goldens
import psutil
import pytest
from local.applications import run_application
from local.people import sign_up

from scaffold import pipeline
from scaffold.project.reconcile import Choices

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator
    from pathlib import Path

    from local.applications import Running
    from local.people import Person

pytestmark = pytest.mark.soak

ITEMS: Final = int(os.environ.get("SCAFFOLD_ITEMS", "100000"))
BATCH: Final = 25
SPEC: Final = """
scaffold: 1
app: many-items
auth:
models:
  note:
    fields: {title: string, n: %s}
    access: {read: public}
    index: [{sort: title}]
"""


def items(example: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield requests for as many items as there shall be, all like an example."""
    for number in range(ITEMS):
        item_id = f"01{number:024d}"
        item = {**example, "id": {"S": item_id}, "n": {"N": str(number)}}
        yield {"PutRequest": {"Item": {**item, "title": {"S": "x" * 400}}}}


def fill(running: Running, person: Person) -> None:
    """Put the items into the table."""
    client, table = running.client("dynamodb"), running.output("NoteTableName")
    made = person.create("/notes", {"title": "example", "n": 1})
    example = client.get_item(TableName=table, Key={"id": {"S": made["id"]}})["Item"]
    requests = list(items(example))
    for start in range(0, ITEMS, BATCH):
        client.batch_write_item(RequestItems={table: requests[start : start + BATCH]})


def answer_meanwhile(running: Running, person: Person) -> tuple[list[float], float]:
    """Read and write until the migration is done.

    Returns the seconds of each request, and the MB that the migration's program had at most.
    """
    took: list[float] = []
    largest = 0.0
    done = f"Migrated {ITEMS + 1:,} items of note"
    while done not in running.notices():
        assert not any("Not migrated" in text for text in running.notices())
        largest = max(largest, memory_of_the_program())
        for method, path, body in (
            ("GET", "/notes?limit=20", None),
            ("POST", "/notes", {"title": "beside it", "n": "new"}),
        ):
            started = time.perf_counter()
            response = person.request(method, path, body)
            took.append(time.perf_counter() - started)
            assert response.status_code < 500, response.text
    return took, largest


def memory_of_the_program() -> float:
    """Return the resident MB of the migration's program; 0 unless it runs."""
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            if "deploy.migrate" in child.cmdline():
                return child.memory_info().rss / 2**20
    return 0.0


def test_many_items_are_migrated(loop: asyncio.AbstractEventLoop, tmp_path: Path) -> None:
    """Every item is of the new type, and every request beside it is answered."""
    root = tmp_path / "project"
    goldens.write_tree(root, pipeline.new_project(SPEC % "integer")[1])
    with run_application(loop, root) as running:
        ada = sign_up(running, "ada@example.com")
        fill(running, ada)
        (root / "scaffold.yaml").write_text(SPEC % "string")
        started = time.perf_counter()
        pipeline.regenerate(root, Choices())
        took, largest = answer_meanwhile(running, ada)
        seconds = time.perf_counter() - started

        shown = ada.get("/notes?limit=100")["items"]
        assert {type(item["n"]) for item in shown} == {str}
    p95 = statistics.quantiles(took, n=20)[-1] * 1000
    rate = f"{ITEMS / seconds:,.0f} items a second, in {largest:.0f} MB"
    print(f"{rate}; p95 of {len(took)} requests {p95:.0f} ms")  # noqa: T201 - the figures
