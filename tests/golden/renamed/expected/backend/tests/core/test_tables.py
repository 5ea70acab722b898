"""Tables: reading, listing, and writes that must hold together."""

from dataclasses import dataclass
from typing import Any

import pytest
from botocore.exceptions import ClientError

from hello.core import dynamodb, ids, pages, problems
from hello.core.access import Access, rule
from hello.core.fields import Integer, Json, Number, Ref, String, Text
from hello.core.models import Model
from hello.core.queries import Query
from hello.core.tables import Table

THING = Model[dict[str, Any], dict[str, Any]](
    name="thing",
    path="/things",
    table="THING_TABLE",
    fields={
        "name": String(unique=True, optional=True),
        "code": Integer(unique=True, optional=True),
        "status": String(indexed=True, optional=True),
        "weight": Number(indexed=True, optional=True),
        "data": Json(optional=True),
        "note": Text(optional=True),
        "parent": Ref(table="THING_TABLE", optional=True),
        "friend": Ref(table="THING_TABLE", optional=True),
    },
    access=Access(
        read=rule("public"),
        create=rule("signed-in"),
        update=rule("owner"),
        delete=rule("owner"),
    ),
)
INDEXES = {
    "all": ("_all", "S"),
    "by_owner": ("owner", "S"),
    "by_status": ("status", "S"),
    "by_owner_status": ("_owner_status", "S"),
    "by_weight": ("weight", "N"),
    "by_owner_weight": ("_owner_weight", "S"),
}


@pytest.fixture
def table(aws: pytest.MonkeyPatch) -> Table[dict[str, Any], dict[str, Any]]:
    """An empty table with an index of every kind."""
    aws.setenv("THING_TABLE", "things")
    keys = [("id", "S"), *INDEXES.values()]
    dynamodb.client().create_table(
        TableName="things",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": k, "AttributeType": t} for k, t in keys],  # type: ignore[typeddict-item]
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": name,
                "KeySchema": [
                    {"AttributeName": key, "KeyType": "HASH"},
                    {"AttributeName": "id", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
            for name, (key, _) in INDEXES.items()
        ],
    )
    return Table(THING)


def add(table: Table[Any, Any], values: dict[str, Any], owner: str = "me") -> dict[str, Any]:
    """A new item."""
    return dict(table.create(values, owner))


def count_stored() -> int:
    """How many items the table has, guards included."""
    return int(dynamodb.client().scan(TableName="things")["Count"])


def test_gives_back_what_it_was_given(table: Table[Any, Any]) -> None:
    """An item reads as it was written, with all kinds of values."""
    values = {"name": "a", "weight": 1.5, "data": {"": [1e300, None]}, "code": 3}
    item = add(table, values)

    assert values.items() <= item.items()
    assert table.get(item["id"]) == item


def test_finds_nothing_but_items(table: Table[Any, Any]) -> None:
    """Neither an unknown id nor the guard of a unique value is an item."""
    add(table, {"name": "a"})

    for item_id in (ids.new_id(), "unique#name#a", ""):
        with pytest.raises(problems.NotFound):
            table.get(item_id)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [3, 2, 1, 0]),
        ({"newest_first": False}, [0, 1, 2, 3]),
        ({"owner": "me"}, [2, 0]),
        ({"field": "status", "value": "new"}, [2, 1, 0]),
        ({"field": "status", "value": "new", "owner": "me"}, [2, 0]),
        ({"field": "weight", "value": 1}, [1, 0]),
        ({"field": "weight", "value": 1, "owner": "you"}, [1]),
        ({"field": "weight", "value": 7}, []),
    ],
)
def test_lists_by_every_index(
    table: Table[Any, Any], query: dict[str, Any], expected: list[int]
) -> None:
    """Each list comes from its index, page by page, and holds every item once."""
    made = [
        add(table, {"status": "new", "weight": 1}),
        add(table, {"status": "new", "weight": 1}, "you"),
        add(table, {"status": "new", "weight": 2.5}),
        add(table, {"status": "old", "name": "guarded"}, "you"),
    ]
    found: list[str] = []
    cursor = None
    while True:
        page = table.page(Query(limit=2, cursor=cursor, **query))
        found += [item["id"] for item in page["items"]]
        assert len(page["items"]) <= 2
        cursor = page["cursor"]
        if cursor is None:
            break

    assert found == [made[number]["id"] for number in expected]


def test_a_cursor_is_for_its_list_only(table: Table[Any, Any]) -> None:
    """A cursor does not lead into another list."""
    for _ in range(2):
        add(table, {})
    cursor = table.page(Query(limit=1))["cursor"]

    assert table.page(Query(limit=1, cursor=cursor))["cursor"] is None
    for other in (
        Query(limit=1, newest_first=False, cursor=cursor),
        Query(limit=1, field="weight", value=1, cursor=cursor),
        Query(limit=1, owner="me", cursor=cursor),
    ):
        with pytest.raises(problems.BadRequest):
            table.page(other)


def test_a_forged_cursor_is_refused(table: Table[Any, Any]) -> None:
    """A cursor that fits its list, but names no item, is no defect of ours."""
    cursor = pages.encode("", "all", "1", "True")

    with pytest.raises(problems.BadRequest):
        table.page(Query(limit=1, cursor=cursor))


def test_an_update_leaves_the_rest(table: Table[Any, Any]) -> None:
    """A change touches what it names, makes a new version, and moves the item in its lists."""
    item = add(table, {"status": "new", "note": "a", "weight": 1})

    changed = table.update(item, {"status": "old", "note": None})

    assert changed == table.get(item["id"])
    assert changed["version"] == 2
    assert changed["weight"] == 1
    assert "note" not in changed
    assert table.page(Query(limit=1, field="status", value="new"))["items"] == []
    assert table.page(Query(limit=1, field="status", value="old"))["items"] == [changed]
    gone = table.update(changed, {"status": None})
    assert table.page(Query(limit=1, field="status", value="old"))["items"] == []
    assert "status" not in gone


def test_changes_at_the_same_time_are_both_kept(table: Table[Any, Any]) -> None:
    """A change to what has been changed meanwhile is made to the new version."""
    item = add(table, {"status": "new", "note": "a"})
    table.update(item, {"status": "old"})

    changed = table.update(item, {"note": "b"})

    assert (changed["status"], changed["note"], changed["version"]) == ("old", "b", 3)


def test_a_change_can_insist_on_a_version(table: Table[Any, Any]) -> None:
    """With a version to match, a change to another one is refused."""
    item = add(table, {"note": "a"})
    table.update(item, {"note": "b"})

    with pytest.raises(problems.Stale):
        table.update(item, {"note": "c"}, frozenset({1}))
    with pytest.raises(problems.Stale):
        table.delete(table.get(item["id"]), frozenset({1}))
    table.delete(item, None)
    with pytest.raises(problems.NotFound):
        table.update(item, {"note": "d"})


def test_unique_values_are_taken_once(table: Table[Any, Any]) -> None:
    """A unique value is taken until its item lets go of it, and all that are taken are named."""
    first = add(table, {"name": "a", "code": 1})
    with pytest.raises(problems.Conflict) as caught:
        add(table, {"name": "a", "code": 1})
    assert caught.value.errors == {"name": "is taken", "code": "is taken"}

    second = add(table, {"name": "b"})
    with pytest.raises(problems.Conflict):
        table.update(second, {"name": "a"})
    table.update(second, {"name": "b", "note": "the same name is no clash"})

    first = table.update(first, {"name": "c", "code": None})
    table.update(second, {"name": "a", "code": 1})
    table.delete(first)
    table.delete(table.get(second["id"]))
    assert count_stored() == 0


def test_refers_only_to_what_exists(table: Table[Any, Any]) -> None:
    """A reference must be to an item, once it is written; later changes do not ask again."""
    parent = add(table, {})
    with pytest.raises(problems.Invalid) as caught:
        add(table, {"parent": ids.new_id(), "friend": ids.new_id()})
    assert caught.value.errors == {"parent": "does not exist", "friend": "does not exist"}

    child = add(table, {"parent": parent["id"], "friend": parent["id"]})
    table.delete(parent)
    child = table.update(child, {"note": "the parent is gone"})
    child = table.update(child, {"parent": child["id"]})
    assert child["parent"] == child["id"]


def test_an_item_fits_into_400_kilobytes(table: Table[Any, Any]) -> None:
    """DynamoDB's limit is a problem of the request, not a defect."""
    large = {"data": "x" * 410_000}
    with pytest.raises(problems.TooLarge):
        add(table, large)
    with pytest.raises(problems.TooLarge):
        add(table, {**large, "name": "in a transaction"})


def failure(code: str) -> ClientError:
    """An error of DynamoDB's."""
    return ClientError({"Error": {"Code": code, "Message": code}}, "PutItem")


@dataclass
class Flaky:
    """A client that fails some times before it works."""

    failures: list[ClientError]

    def put_item(self, **_: object) -> None:
        """Fail, or do nothing."""
        if self.failures:
            raise self.failures.pop()


def test_a_clash_of_transactions_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clash passes; other errors and too many clashes do not."""
    step = dynamodb.Step("Put", {}, dynamodb.OutdatedError())
    monkeypatch.setattr("time.sleep", lambda _: None)

    clash = failure("TransactionConflictException")
    for failures, expected in (
        ([clash], None),
        ([clash] * 9, problems.Conflict),
        ([failure("InternalServerError")], ClientError),
    ):
        client = Flaky(list(failures))
        monkeypatch.setattr(dynamodb, "client", lambda client=client: client)
        if expected is None:
            dynamodb.commit([step])
        else:
            with pytest.raises(expected):
                dynamodb.commit([step])
