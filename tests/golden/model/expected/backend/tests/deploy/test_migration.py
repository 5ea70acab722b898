"""Migrations of stored items: before a deployment, after it, interrupted, and beside writers."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from hello.core import dynamodb, problems
from hello.core.access import Access, rule
from hello.core.fields import Field, Integer, String
from hello.core.migrations import Attributes
from hello.core.models import Model
from hello.core.tables import Table

from deploy.migration import Migration
from deploy.pace import Pace
from deploy.reports import Report
from deploy.states import Phase
from deploy.summaries import summary

Item = dict[str, Any]


def spell_rank(item: Attributes) -> Attributes:
    """Convert the rank to text, and give each thing a kind."""
    item.pop("rank.2", None)
    item.setdefault("kind", "plain")
    if "rank" in item and not isinstance(item["rank"], str):
        item["rank.2"] = str(item.pop("rank"))
    return item


BEFORE = Model[Item, Item](
    name="thing",
    path="/things",
    table="THING_TABLE",
    fields={"name": String(), "rank": Integer(optional=True)},
    indexes=(),
    access=Access(read=rule("public"), create=rule("public"), delete=rule("public")),
)
FIELDS: dict[str, Field] = {
    "name": String(unique=True),
    "rank": String(optional=True, attribute="rank.2", converted_from=("rank",)),
    "kind": String(default="plain"),
}
AFTER = replace(BEFORE, fields=FIELDS, migrations=(spell_rank,))


@pytest.fixture(autouse=True)
def things(aws: pytest.MonkeyPatch) -> None:
    """Create an empty table."""
    aws.setenv("THING_TABLE", "things")
    dynamodb.client().create_table(
        TableName="things",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )


def add(model: Model[Item, Item], **values: object) -> Item:
    """Create an item."""
    return Table(model).create(values, "me")


def stored(item: Item) -> Attributes:
    """Return the attributes of an item."""
    key = dynamodb.encode({"id": item["id"]})
    return dynamodb.decode(dynamodb.client().get_item(TableName="things", Key=key)["Item"])


TEXT = replace(BEFORE, fields={"name": String(), "rank": String(optional=True)})
PHASES: tuple[Phase, ...] = ("before", "after")


def limit_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse changes that make an item too large, as DynamoDB does at 400 KB."""
    client, commit = dynamodb.client(), dynamodb.commit

    def commit_small(steps: Sequence[dynamodb.Step]) -> None:
        former = client.scan(TableName="things")["Items"]
        commit(steps)
        if any(len(str(item)) > 4000 for item in client.scan(TableName="things")["Items"]):
            for item in former:
                client.put_item(TableName="things", Item=item)
            raise problems.TooLarge("")

    monkeypatch.setattr(dynamodb, "commit", commit_small)


def run_longer(phase: Phase) -> Report:
    """Migrate the table to a form that takes more room; return the report."""

    def list_rank(item: Attributes) -> Attributes:
        if isinstance(item.get("rank"), str):
            item["rank.2"] = [item.pop("rank")]
            item["kind"] = "x" * 1000
        return item

    model = replace(BEFORE, fields={"name": String()}, migrations=(list_rank,))
    return Migration(model, phase, workers=1).run()


def run(*phases: Phase, **options: Any) -> Report:
    """Migrate the table; return the report of the last phase."""
    return [Migration(AFTER, phase, workers=1, **options).run() for phase in phases][-1]


def test_item_reads_the_same_before_and_after() -> None:
    """What a reader gets does not depend on how far the migration is."""
    item = add(BEFORE, name="a", rank=7)
    expected = {**item, "rank": "7", "kind": "plain"}
    table = Table(AFTER)
    answers = [table.get(item["id"])]

    run("before")
    answers.append(table.get(item["id"]))
    assert Table(BEFORE).get(item["id"]) == item
    report = run("after")

    assert [*answers, table.get(item["id"])] == [expected] * 3
    assert (report.seen, report.written, report.is_clean) == (1, 1, True)
    assert "rank" not in stored(item)
    assert run("verify").written == 0


def test_older_code_writes_between_the_phases() -> None:
    """A value that older code writes after the first phase is the one that counts."""
    item = add(BEFORE, name="a", rank=7)
    run("before")
    Table(BEFORE).update(item, {"rank": 8})

    assert Table(AFTER).get(item["id"])["rank"] == "8"
    run("after")

    assert Table(AFTER).get(item["id"])["rank"] == "8"
    with pytest.raises(problems.Conflict):
        Table(BEFORE).update(Table(BEFORE).get(item["id"]), {"rank": 9})


def test_update_writes_the_migration_along() -> None:
    """An item that somebody changes is of the present generation from then on."""
    item = add(BEFORE, name="a", rank=7)

    changed = Table(AFTER).update(Table(AFTER).get(item["id"]), {"name": "b"})

    assert (changed["rank"], changed["kind"]) == ("7", "plain")
    assert run("after").written == 0
    assert Table(AFTER).get(item["id"]) == changed


def test_value_that_cannot_be_converted_is_kept_and_reported() -> None:
    """It is left out of answers, stays where it was, and is named in every report."""
    item = add(BEFORE, name="a")
    dynamodb.client().update_item(
        TableName="things",
        Key=dynamodb.encode({"id": item["id"]}),
        UpdateExpression="SET #rank = :rank",
        ExpressionAttributeNames={"#rank": "rank"},
        ExpressionAttributeValues={":rank": {"S": "first"}},
    )

    for phase in ("before", "after", "verify"):
        assert run(phase).unfit == {item["id"]: ["rank"]}
    assert "rank" not in Table(AFTER).get(item["id"])
    assert stored(item)["rank"] == "first"


def test_value_that_could_not_be_converted_goes_when_another_is_written() -> None:
    """Else it would come back when that one is taken away."""
    item = add(BEFORE, name="a")
    client, key = dynamodb.client(), dynamodb.encode({"id": item["id"]})
    client.put_item(TableName="things", Item={**dynamodb.encode(stored(item)), "rank": {"S": "?"}})

    Table(AFTER).update(Table(AFTER).get(item["id"]), {"rank": "first"})

    assert "rank" not in dynamodb.decode(client.get_item(TableName="things", Key=key)["Item"])
    assert run("after").is_clean


def test_value_that_cannot_be_a_key_is_reported_before_it_is_indexed() -> None:
    """With the index, DynamoDB would refuse every other change of the item."""
    items = [add(BEFORE, name=name) for name in ("a", "é" * 500)]
    model = replace(BEFORE, fields={**BEFORE.fields, "name": String(indexed=True)})

    report = Migration(model, "before", workers=1).run()

    assert report.keyless == {items[1]["id"]: ["name"]}


def test_value_that_becomes_unique_is_reserved() -> None:
    """The first of two items with a value gets it, the other one keeps its own and is reported."""
    items = [add(BEFORE, name=name) for name in ("a", "a", "b")]

    taken = run("before").taken

    assert len(taken) == 1
    assert taken.keys() < {item["id"] for item in items[:2]}
    for name in ("a", "b"):
        with pytest.raises(problems.Conflict):
            add(AFTER, name=name)
    assert run("after").taken == taken

    winner = next(item for item in items[:2] if item["id"] not in taken)
    Table(AFTER).delete(Table(AFTER).get(winner["id"]))
    assert run("verify", "after", "verify").is_clean
    with pytest.raises(problems.Conflict):
        add(AFTER, name="a")


@pytest.mark.parametrize("leave", ["delete", "change", "change there and back"])
def test_value_stays_taken_until_the_last_who_shared_it_has_left(leave: str) -> None:
    """Those who had it before it had to be unique may leave it; only then others may have it."""
    items = [add(BEFORE, name="a") for _ in range(3)]
    run("before", "after")
    table = Table(AFTER)

    for number, item in enumerate(items):
        with pytest.raises(problems.Conflict):
            add(AFTER, name="a")
        if leave == "delete":
            table.delete(table.get(item["id"]))
            continue
        table.update(table.get(item["id"]), {"name": f"b{number}"})
        if leave == "change there and back" and item != items[-1]:
            with pytest.raises(problems.Conflict):
                table.update(table.get(item["id"]), {"name": "a"})

    assert add(AFTER, name="a")["name"] == "a"
    assert run("verify").taken == {}


def test_item_without_room_for_both_forms_is_reported_and_migrated_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Before a deployment an item holds old and new values; the run goes on with the others."""
    items = [add(TEXT, name=name, rank=name * 2000) for name in "ab"]
    small = add(TEXT, name="c", rank="1")
    limit_size(monkeypatch)

    report = run_longer("before")

    assert sorted(report.large) == sorted(item["id"] for item in items)
    assert (report.seen, report.written, report.is_clean) == (3, 1, False)
    assert stored(small)["rank.2"] == ["1"]
    assert run_longer("after").is_clean
    assert stored(items[0])["rank.2"] == ["a" * 2000]


def test_item_without_room_for_the_new_form_is_left_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is reported each time, until somebody makes it smaller."""
    item = add(TEXT, name="a", rank="a" * 3000)
    before = stored(item)
    limit_size(monkeypatch)

    for phase in PHASES:
        assert run_longer(phase).large == [item["id"]]

    assert stored(item) == before


def test_report_names_so_many_items_and_counts_the_others() -> None:
    """The item of the table that holds a report does not grow without bound."""
    part, report = Report(), Report()
    for number in range(600):
        part.note("unfit", f"id-{number}", ["rank"])
        part.note("large", f"id-{number}")

    for _ in range(2):
        report.add(Report.from_json(part.to_json()))

    assert (len(part.unfit), len(part.large), part.more) == (500, 500, {"unfit": 100, "large": 100})
    assert report.more == {"unfit": 700, "large": 700}
    assert not Report(more={"unfit": 1}).is_clean
    text = summary("thing", "after", part, dry=False, as_json=False)
    assert "600 items have a value that does not fit" in text
    assert "and 580 more" in text


def test_guard_of_an_older_version_gets_its_holder() -> None:
    """A guard that does not say whose it is becomes that of the item with the value."""
    item = add(BEFORE, name="a")
    dynamodb.client().put_item(TableName="things", Item={"id": {"S": "unique#name#a"}})

    assert run("after").is_clean
    assert stored({"id": "unique#name#a"})["of"] == item["id"]


def test_whole_run_is_remembered() -> None:
    """A deployment does not read a table again that has been through."""
    add(BEFORE, name="a", rank=7)
    migration = Migration(AFTER, "after", workers=1)
    done = [migration.is_done]

    run("before")
    done.append(migration.is_done)
    run("after")

    assert [*done, migration.is_done] == [False, False, True]


def test_dry_run_changes_nothing() -> None:
    """A dry run reports what a run would do."""
    item = add(BEFORE, name="a", rank=7)
    before = stored(item)

    report = run("before", "after", dry=True)

    assert (report.seen, report.written) == (1, 1)
    assert stored(item) == before
    assert dynamodb.client().scan(TableName="things")["Count"] == 1


class KilledError(Exception):
    """The end of a program in the middle of its work."""


def kill_at(request: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let so many requests to the database through, and none after them."""
    client, left = dynamodb.client(), iter(range(request))

    class Client:
        def __getattr__(self, name: str) -> Callable[..., Any]:
            if name not in dir(client):
                raise AttributeError(name)
            if next(left, None) is None:
                raise KilledError
            return getattr(client, name)  # type: ignore[no-any-return]

    monkeypatch.setattr(dynamodb, "client", Client)


@pytest.mark.parametrize("request_number", range(0, 40, 3))
def test_interrupted_run_goes_on(request_number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a run ends, the next one does the rest, and reports what the first one found."""
    items = [add(BEFORE, name=name, rank=1) for name in ("a", "a", "b", "c")]
    with monkeypatch.context() as patch:
        kill_at(request_number, patch)
        with pytest.raises(KilledError):
            run("before", "after", page=1)

    report = run("before", "after", page=1)

    assert len(report.taken) == 1
    for item in items:
        assert stored(item)["rank.2"] == "1"
        assert "rank" not in stored(item)
    assert run("verify").written == 0


def test_pace_bounds_the_rate() -> None:
    """Units are spent at the rate, from whenever the last ones were."""
    now, waits = [0.0], list[float]()
    pace = Pace(10, clock=lambda: now[0], sleep=waits.append)

    for _ in range(3):
        pace.spend(5)
    now[0] = 9.0
    pace.spend(5)
    Pace(sleep=waits.append).spend(100)

    assert waits == [0.5, 1.0, 1.5, 0.5]
