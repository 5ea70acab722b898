"""Reads of many items."""

from typing import Any

import pytest

from hello.core import batches, dynamodb, ids, problems


@pytest.fixture(autouse=True)
def table(aws: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - used for its effect
    """An empty table."""
    dynamodb.client().create_table(
        TableName="things",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )


def make(number: int) -> list[str]:
    """Create a number of items, and return their ids."""
    made = [ids.new_id() for _ in range(number)]
    for item_id in made:
        item = dynamodb.encode({"id": item_id, "size": 1})
        dynamodb.client().put_item(TableName="things", Item=item)
    return made


class Throttled:
    """A client that reads the first of the keys only; it counts the requests."""

    def __init__(self, client: Any, *, reads: int) -> None:
        self.requests = 0
        self._client = client
        self._reads = reads

    def batch_get_item(self, **arguments: Any) -> Any:
        """Leave out the other keys."""
        self.requests += 1
        keys = arguments["RequestItems"]["things"]["Keys"]
        done, left = keys[: self._reads], keys[self._reads :]
        if not done:
            return {"Responses": {}, "UnprocessedKeys": {"things": {"Keys": left}}}
        response = self._client.batch_get_item(RequestItems={"things": {"Keys": done}})
        return {**response, "UnprocessedKeys": {"things": {"Keys": left}} if left else {}}


def throttle(monkeypatch: pytest.MonkeyPatch, reads: int) -> Throttled:
    """Replace the client by one that reads so many keys a request."""
    client = Throttled(dynamodb.client(), reads=reads)
    monkeypatch.setattr(dynamodb, "client", lambda: client)
    monkeypatch.setattr("time.sleep", lambda _: None)
    return client


def test_items_are_read_a_hundred_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """DynamoDB takes a hundred different keys; those of no item give nothing."""
    made = make(101)
    client = throttle(monkeypatch, reads=100)

    found = list(batches.read("things", [*made, *made, ids.new_id()]))

    assert sorted(item["id"] for item in found) == sorted(made)
    assert all(item["size"] == 1 for item in found)
    assert client.requests == 2


def test_what_dynamodb_leaves_out_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that were not processed are sent again."""
    made = make(5)
    client = throttle(monkeypatch, reads=2)

    assert {item["id"] for item in batches.read("things", made)} == set(made)
    assert client.requests == 3


def test_read_that_is_throttled_again_and_again_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The client is told to try again."""
    throttle(monkeypatch, reads=0)

    with pytest.raises(problems.Busy):
        list(batches.read("things", [ids.new_id()]))
