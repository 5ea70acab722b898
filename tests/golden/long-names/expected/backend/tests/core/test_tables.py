"""Tables: reads, lists and transactional writes."""

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

import pytest
from botocore.exceptions import ClientError

from application_abcdefgh_abcdefgh_ab.core import dynamodb, ids, pages, problems, queries, rest
from application_abcdefgh_abcdefgh_ab.core.access import Access, rule
from application_abcdefgh_abcdefgh_ab.core.fields import Integer, Json, Number, Ref, String, Text
from application_abcdefgh_abcdefgh_ab.core.indexes import Index
from application_abcdefgh_abcdefgh_ab.core.models import Model
from application_abcdefgh_abcdefgh_ab.core.queries import NEWEST_FIRST, OLDEST_FIRST, Order, Query
from application_abcdefgh_abcdefgh_ab.core.tables import Table

from tests.cloud import Context

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
    indexes=(
        Index(),
        Index(sort="weight"),
        Index(by=("status",)),
        Index(by=("status",), sort="weight"),
        Index(by=("status",), sort="name"),
        Index(by=("owner",)),
        Index(by=("owner", "status")),
        Index(by=("owner", "weight"), sort="status"),
    ),
    access=Access(
        read=rule("public"),
        create=rule("signed-in"),
        update=rule("owner"),
        delete=rule("owner"),
    ),
)


@pytest.fixture
def table(aws: pytest.MonkeyPatch) -> Table[dict[str, Any], dict[str, Any]]:
    """An empty table with every kind of index."""
    aws.setenv("THING_TABLE", "things")
    keys = {THING.index_name(index): (index.by or ("_all",), index.sort) for index in THING.indexes}
    attributes = {"id", *(name for by, sort in keys.values() for name in (*by, sort) if name)}
    indexes: Any = [
        {
            "IndexName": name,
            "KeySchema": [
                *({"AttributeName": key, "KeyType": "HASH"} for key in by),
                *({"AttributeName": key, "KeyType": "RANGE"} for key in (sort, "id") if key),
            ],
            "Projection": {"ProjectionType": "ALL"},
        }
        for name, (by, sort) in keys.items()
    ]
    dynamodb.client().create_table(
        TableName="things",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": name, "AttributeType": "N" if name == "weight" else "S"}
            for name in sorted(attributes)
        ],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        GlobalSecondaryIndexes=indexes,
    )
    return Table(THING)


def add(table: Table[Any, Any], values: dict[str, Any], owner: str = "me") -> dict[str, Any]:
    """Create an item."""
    return dict(table.create(values, owner))


def count_stored() -> int:
    """Return the number of items in the table, including guards of unique values."""
    return int(dynamodb.client().scan(TableName="things")["Count"])


def test_item_round_trip(table: Table[Any, Any]) -> None:
    """Values of every type survive a round trip."""
    values = {"name": "a", "weight": 1.5, "data": {"": [1e300, None]}, "code": 3}
    item = add(table, values)

    assert values.items() <= item.items()
    assert table.get(item["id"]) == item


def test_get_unknown_item_is_not_found(table: Table[Any, Any]) -> None:
    """Neither an unknown id nor the guard of a unique value is an item."""
    add(table, {"name": "a"})

    for item_id in (ids.new_id(), "unique#name#a", ""):
        with pytest.raises(problems.NotFound):
            table.get(item_id)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [3, 2, 1, 0]),
        ({"order": OLDEST_FIRST}, [0, 1, 2, 3]),
        ({"order": Order(field="weight")}, [0, 1, 2]),
        ({"order": Order(field="weight", descending=True)}, [2, 1, 0]),
        ({"filters": {"status": "new"}}, [2, 1, 0]),
        ({"filters": {"status": "new"}, "order": Order(field="weight")}, [0, 1, 2]),
        ({"filters": {"status": "old"}, "order": Order(field="name")}, [3]),
        ({"owner": "me"}, [2, 0]),
        ({"filters": {"status": "new"}, "owner": "me"}, [2, 0]),
        ({"filters": {"status": "new"}, "owner": "me", "order": OLDEST_FIRST}, [0, 2]),
        ({"filters": {"weight": 1}, "owner": "you"}, [1]),
        ({"filters": {"weight": 7}, "owner": "you"}, []),
        ({"filters": {"status": "lost"}}, []),
    ],
)
def test_list_by_every_index(
    table: Table[Any, Any], query: dict[str, Any], expected: list[int]
) -> None:
    """Each list reads its index page by page and returns every item exactly once."""
    made = [
        add(table, {"status": "new", "weight": 1}),
        add(table, {"status": "new", "weight": 1}, "you"),
        add(table, {"status": "new", "weight": 2.5}),
        add(table, {"status": "old", "name": "guarded"}, "you"),
    ]
    found: list[str] = []
    cursor = None
    while True:
        page = table.page(Query(**{"filters": {}, "limit": 2, "cursor": cursor, **query}))
        found += [item["id"] for item in page["items"]]
        assert len(page["items"]) <= 2
        cursor = page["cursor"]
        if cursor is None:
            break

    assert found == [made[number]["id"] for number in expected]


@pytest.mark.parametrize(
    ("descending", "expected"), [(False, ["ann", "anna"]), (True, ["anna", "ann"])]
)
def test_search_lists_what_begins_like_that(
    table: Table[Any, Any],
    descending: bool,  # noqa: FBT001 - a case of the table
    expected: list[str],
) -> None:
    """Page by page and either way round; a cursor of the list leads to nothing else in it."""
    for name in ("bob", "anna", "Ann", "ann", "an"):
        add(table, {"status": "new", "name": name})
    order = Order(field="name", descending=descending)
    query = Query(filters={"status": "new"}, search="ann", order=order, limit=1)

    first = table.page(query)
    second = table.page(replace(query, cursor=first["cursor"]))

    assert [item["name"] for page in (first, second) for item in page["items"]] == expected
    assert second["cursor"] is None
    outside = pages.encode(f"{ids.new_id()}bob", *queries.partition(THING, query).list_id)
    for cursor, search in ((first["cursor"], "an"), (outside, "ann")):
        with pytest.raises(problems.BadRequest):
            table.page(replace(query, search=search, cursor=cursor))


def test_cursor_is_rejected_by_other_lists(table: Table[Any, Any]) -> None:
    """A cursor is rejected by any other list."""
    for _ in range(2):
        add(table, {})
    cursor = table.page(Query(filters={}, limit=1))["cursor"]

    assert table.page(Query(filters={}, limit=1, cursor=cursor))["cursor"] is None
    for other in (
        Query(filters={}, order=OLDEST_FIRST, limit=1, cursor=cursor),
        Query(filters={}, order=Order(field="weight"), limit=1, cursor=cursor),
        Query(filters={"status": "new"}, limit=1, cursor=cursor),
        Query(filters={}, owner="me", limit=1, cursor=cursor),
    ):
        with pytest.raises(problems.BadRequest):
            table.page(other)


@pytest.mark.parametrize(
    ("order", "position"),
    [
        (NEWEST_FIRST, ""),
        (Order(field="weight"), ids.new_id()),
        (Order(field="weight"), f"{ids.new_id()}heavy"),
        (Order(field="weight"), f"{ids.new_id()}NaN"),
        (Order(field="weight"), f"{ids.new_id()}1e999"),
        (Order(field="name"), f"{ids.new_id()}{'x' * 1025}"),
    ],
)
def test_forged_cursor_is_rejected(table: Table[Any, Any], order: Order, position: str) -> None:
    """A forged cursor that no item can have is a client error."""
    query = Query(filters={"status": "new"}, order=order, limit=1)
    cursor = pages.encode(position, *queries.partition(THING, query).list_id)

    with pytest.raises(problems.BadRequest):
        table.page(replace(query, cursor=cursor))


def test_update_keeps_other_fields(table: Table[Any, Any]) -> None:
    """An update changes the given fields, increments the version and updates the indexes."""
    item = add(table, {"status": "new", "note": "a", "weight": 1})

    changed = table.update(item, {"status": "old", "note": None})

    assert changed == table.get(item["id"])
    assert changed["version"] == 2
    assert changed["weight"] == 1
    assert "note" not in changed
    assert table.page(Query(filters={"status": "new"}, limit=1))["items"] == []
    assert table.page(Query(filters={"status": "old"}, limit=1))["items"] == [changed]
    gone = table.update(changed, {"status": None})
    assert table.page(Query(filters={"status": "old"}, limit=1))["items"] == []
    assert "status" not in gone


def test_concurrent_updates_are_both_kept(table: Table[Any, Any]) -> None:
    """An update is retried on top of a concurrent change."""
    item = add(table, {"status": "new", "note": "a"})
    table.update(item, {"status": "old"})

    changed = table.update(item, {"note": "b"})

    assert (changed["status"], changed["note"], changed["version"]) == ("old", "b", 3)


def test_update_requires_the_version_in_if_match(table: Table[Any, Any]) -> None:
    """With If-Match, an update of a different version is rejected."""
    item = add(table, {"note": "a"})
    table.update(item, {"note": "b"})

    with pytest.raises(problems.Stale):
        table.update(item, {"note": "c"}, frozenset({1}))
    with pytest.raises(problems.Stale):
        table.delete(table.get(item["id"]), frozenset({1}))
    table.delete(item, None)
    with pytest.raises(problems.NotFound):
        table.update(item, {"note": "d"})


def test_unique_value_is_rejected_twice(table: Table[Any, Any]) -> None:
    """A unique value stays reserved until released; the error names every taken field."""
    first = add(table, {"name": "a", "code": 1})
    with pytest.raises(problems.Conflict) as caught:
        add(table, {"name": "a", "code": 1})
    assert caught.value.errors == {"name": "is taken", "code": "is taken"}

    second = add(table, {"name": "b"})
    with pytest.raises(problems.Conflict):
        table.update(second, {"name": "a"})
    table.update(second, {"name": "b", "note": "the same name is no clash"})

    table.update(second, {"name": "\u00e9"})
    with pytest.raises(problems.Conflict):
        table.update(first, {"name": "e\u0301"})
    table.update(second, {"name": "e\u0301"})

    first = table.update(first, {"name": "c", "code": None})
    table.update(second, {"name": "a", "code": 1})
    table.delete(first)
    table.delete(table.get(second["id"]))
    assert count_stored() == 0


def test_guard_of_another_item_is_left_alone(table: Table[Any, Any]) -> None:
    """An item with a value that another has the guard of does not free it when it goes."""
    add(table, {"name": "a"})
    other = add(table, {"note": "stored before names were unique"})
    store(other, name="a")

    other = table.update(table.get(other["id"]), {"name": "b"})
    store(other, name="a")
    table.delete(table.get(other["id"]))

    with pytest.raises(problems.Conflict):
        add(table, {"name": "a"})


def test_value_that_its_holder_has_no_longer_is_free(table: Table[Any, Any]) -> None:
    """A guard that was left behind does not keep a value: its holder changed, or is gone."""
    changed, deleted = add(table, {"name": "a"}), add(table, {"name": "b"})
    not_unique = {**THING.fields, "name": String(optional=True)}
    before = Table(replace(THING, fields=not_unique))
    before.update(changed, {"name": "c"})
    before.delete(deleted)

    assert [add(table, {"name": name})["name"] for name in ("a", "b")] == ["a", "b"]
    for name in ("a", "b"):
        with pytest.raises(problems.Conflict):
            add(table, {"name": name})


def test_guard_of_an_older_version_counts(table: Table[Any, Any]) -> None:
    """A guard that does not say whose it is keeps its value, and goes with its item."""
    item = add(table, {"name": "a"})
    dynamodb.client().put_item(TableName="things", Item=dynamodb.encode({"id": "unique#name#a"}))

    with pytest.raises(problems.Conflict):
        add(table, {"name": "a"})
    table.delete(item)

    assert count_stored() == 0


def test_reference_to_a_missing_item_is_rejected(table: Table[Any, Any]) -> None:
    """A reference is checked when it is written, not on later updates."""
    parent = add(table, {})
    with pytest.raises(problems.Invalid) as caught:
        add(table, {"parent": ids.new_id(), "friend": ids.new_id()})
    assert caught.value.errors == {"parent": "does not exist", "friend": "does not exist"}

    child = add(table, {"parent": parent["id"], "friend": parent["id"]})
    table.delete(parent)
    child = table.update(child, {"note": "the parent is gone"})
    child = table.update(child, {"parent": child["id"]})
    assert child["parent"] == child["id"]


def test_item_size_limit(table: Table[Any, Any]) -> None:
    """Exceeding DynamoDB's item size is a client error."""
    large = {"data": "x" * 410_000}
    with pytest.raises(problems.TooLarge):
        add(table, large)
    with pytest.raises(problems.TooLarge):
        add(table, {**large, "name": "in a transaction"})


class Forgetful:
    """A client whose first answer to a write is lost: the write is sent again, as botocore does."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._lost = False

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._client, name)
        if name in {"put_item", "update_item", "delete_item"} and not self._lost:
            self._lost = True
            return lambda **arguments: (call(**arguments), call(**arguments))[1]
        return call


def test_write_whose_answer_was_lost_is_done_once(
    table: Table[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that is sent again finds its own change, and answers as the first would have."""
    client = dynamodb.client()

    def lose_an_answer() -> None:
        forgetful = Forgetful(client)
        monkeypatch.setattr(dynamodb, "client", lambda: forgetful)

    lose_an_answer()
    item = add(table, {"note": "a"})
    assert table.get(item["id"]) == item
    lose_an_answer()
    changed = table.update(item, {"note": "b"}, frozenset({1}))
    assert changed["version"] == 2
    assert table.get(item["id"]) == changed
    lose_an_answer()
    table.delete(changed, frozenset({2}))
    assert count_stored() == 0


def store(item: dict[str, Any], **attributes: object) -> None:
    """Set attributes of an item, as another version of the application would have."""
    dynamodb.client().update_item(
        TableName="things",
        Key=dynamodb.encode({"id": item["id"]}),
        UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in attributes),
        ExpressionAttributeNames={f"#{name}": name for name in attributes},
        ExpressionAttributeValues=dynamodb.encode(
            {f":{name}": value for name, value in attributes.items()}
        ),
    )


def test_value_of_another_type_is_left_out(table: Table[Any, Any]) -> None:
    """What was stored under another type does not fit: the item is listed without it."""
    item = add(table, {"note": "a", "code": 1})
    store(item, note=3, code="x", parent="not an id")

    found = table.get(item["id"])

    assert found.keys() == item.keys() - {"note", "code"}
    assert table.page(Query(filters={}, limit=1))["items"] == [found]
    assert table.update(found, {"note": "b"})["note"] == "b"


def test_value_out_of_bounds_can_be_read(table: Table[Any, Any]) -> None:
    """Bounds are for requests: what was stored under wider ones is shown."""
    item = add(table, {"note": "a"})
    store(item, note="x" * 10_001)

    assert len(table.get(item["id"])["note"]) == 10_001


def test_item_of_a_newer_generation_is_not_written(table: Table[Any, Any]) -> None:
    """Code that does not know what newer code stores can read it, and change nothing."""
    item = add(table, {"note": "a"})
    store(item, _generation=2)

    assert table.get(item["id"]) == item
    with pytest.raises(problems.Conflict):
        table.update(item, {"note": "b"})
    with pytest.raises(problems.Conflict):
        table.delete(item)
    assert table.get(item["id"]) == item

    newer = Table(replace(THING, migrations=(dict,)))
    assert newer.update(item, {"note": "b"})["note"] == "b"


def test_write_says_which_generation_it_is_of(table: Table[Any, Any]) -> None:
    """An item of an older generation becomes one of the code's, also where it is created."""
    newer = Table(replace(THING, migrations=(dict, dict)))
    updated, created = add(table, {"note": "a"}), add(newer, {"note": "a"})
    newer.update(updated, {"note": "b"})

    for item in (updated, created):
        with pytest.raises(problems.Conflict):
            table.update(table.get(item["id"]), {"note": "c"})


def test_delete_of_a_changed_item_is_rejected(table: Table[Any, Any]) -> None:
    """With If-Match, an item that somebody changes after it was read is not deleted."""
    item = add(table, {"note": "a"})
    table.update(item, {"note": "b"})

    with pytest.raises(problems.Stale):
        table.delete(item, frozenset({1}))

    assert table.get(item["id"])["note"] == "b"


def failure(code: str) -> ClientError:
    """Return an error from DynamoDB."""
    return ClientError({"Error": {"Code": code, "Message": code}}, "PutItem")


def cancelled(*codes: str) -> ClientError:
    """Return the error of a cancelled transaction, with the reason of each step."""
    response: Any = {
        "Error": {"Code": "TransactionCanceledException", "Message": ""},
        "CancellationReasons": [{"Code": code} for code in codes],
    }
    return ClientError(response, "TransactWriteItems")


@dataclass
class Flaky:
    """A client that fails a number of times before it succeeds."""

    failures: list[ClientError]

    def put_item(self, **_: object) -> None:
        """Fail, or do nothing."""
        if self.failures:
            raise self.failures.pop()

    transact_write_items = put_item


STEP = dynamodb.Step("Put", {}, dynamodb.OutdatedError())
TRANSIENT = [
    (1, failure("TransactionConflictException")),
    (1, failure("ThrottlingException")),
    (1, failure("ProvisionedThroughputExceededException")),
    (2, cancelled("None", "ThrottlingError")),
    (2, cancelled("TransactionConflict", "None")),
    (2, failure("TransactionInProgressException")),
]


@pytest.mark.parametrize(("steps", "error"), TRANSIENT)
def test_transient_failure_is_retried(
    steps: int, error: ClientError, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Conflicts and throttling are retried; the client is told to try again if they go on."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    client = Flaky([error])
    monkeypatch.setattr(dynamodb, "client", lambda: client)

    dynamodb.commit([STEP] * steps)
    assert client.failures == []

    client.failures = [error] * 9
    with pytest.raises(problems.Busy):
        dynamodb.commit([STEP] * steps)


def test_throttled_read_is_to_be_tried_again() -> None:
    """A read that DynamoDB throttles is answered with 503."""
    app = rest.App()

    @app.get("/things")
    def things() -> None:
        raise failure("ThrottlingException")

    http = {"method": "GET", "path": "/things"}
    request = {"rawPath": "/things", "requestContext": {"http": http, "stage": "$default"}}
    response = rest.handler(app)(request, Context())
    assert response["statusCode"] == HTTPStatus.SERVICE_UNAVAILABLE


@pytest.mark.parametrize(
    "error",
    [
        failure("InternalServerError"),
        cancelled("ValidationError", "ThrottlingError"),
        cancelled("None", "ItemCollectionSizeLimitExceeded"),
    ],
)
def test_other_failure_is_not_retried(error: ClientError, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure that another attempt cannot overcome is an error at once."""
    client = Flaky([error])
    monkeypatch.setattr(dynamodb, "client", lambda: client)

    with pytest.raises(ClientError):
        dynamodb.commit([STEP] * 2)


def test_failed_condition_of_a_throttled_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """The failed condition is the answer, also if another step was throttled."""
    client = Flaky([cancelled("ThrottlingError", "ConditionalCheckFailed")])
    monkeypatch.setattr(dynamodb, "client", lambda: client)

    with pytest.raises(dynamodb.OutdatedError):
        dynamodb.commit([STEP] * 2)
