"""The program behind `make migrate`: what it leaves out, and where it stops."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from hello.core import dynamodb, problems
from hello.core.access import Access, rule
from hello.core.fields import String
from hello.core.indexes import Index
from hello.core.migrations import Attributes
from hello.core.models import Model
from hello.core.tables import Table

from deploy import migrate, transfer

Item = dict[str, Any]


def add_kind(item: Attributes) -> Attributes:
    """Give each thing a kind."""
    item.setdefault("kind", "plain")
    return item


BEFORE = Model[Item, Item](
    name="thing",
    path="/things",
    table="THING_TABLE",
    fields={"name": String()},
    indexes=(),
    access=Access(read=rule("public"), create=rule("public"), delete=rule("public")),
)
AFTER = replace(
    BEFORE,
    fields={"name": String(unique=True), "kind": String(default="plain")},
    migrations=(add_kind,),
)


class Program:
    """The program, as a version of the application has it."""

    def __init__(self, patch: pytest.MonkeyPatch, output: pytest.CaptureFixture[str]) -> None:
        self._patch = patch
        self._output = output

    def run(self, model: Model[Item, Item], digests: list[str], *arguments: str) -> str:
        """Run the program; return what it prints."""
        self._patch.setattr(migrate, "physical_ids", lambda *_: {"ThingTable": "things"})
        self._patch.setattr(migrate, "models", lambda: iter([(model, "ThingTable")]))
        self._patch.setattr(migrate, "DIGESTS", {"thing": digests})
        target = ["--stack", "any", "--region", "us-east-1"]
        migrate.main([*target, "--rate", "0", "--workers", "1", *arguments])
        return self._output.readouterr().out


@pytest.fixture
def program(aws: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    """Create an empty table, and return the program."""
    dynamodb.client().create_table(
        TableName="things",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )
    aws.setenv("THING_TABLE", "things")
    return Program(aws, capsys)


def add(model: Model[Item, Item], name: str) -> Item:
    """Create an item."""
    return Table(model).create({"name": name}, "me")


def stored() -> list[Attributes]:
    """Return all that the table holds."""
    items = dynamodb.client().scan(TableName="things")["Items"]
    return [dynamodb.decode(item) for item in items]


def generations() -> list[int]:
    """Return the generations of the items."""
    return [int(item.get(dynamodb.GENERATION, 1)) for item in stored() if "version" in item]


def test_what_is_done_is_left_out(program: Program) -> None:
    """A second run has nothing to do, and an application without migrations never has."""
    add(BEFORE, "a")
    assert program.run(BEFORE, [], "--pending") == ""
    assert len(stored()) == 1

    assert "1 changed" in program.run(AFTER, ["one"], "--pending")
    assert program.run(AFTER, ["one"], "--pending") == ""
    assert generations() == [2]


@pytest.mark.parametrize("options", [["--after"], ["--before"], []])
def test_items_of_older_code_are_migrated_once_newer_code_is_back(
    program: Program, options: list[str]
) -> None:
    """What is done counts only while no other code has run in between."""
    add(BEFORE, "a")
    program.run(AFTER, ["one"], "--pending")
    said = program.run(BEFORE, [], "--pending", *options)
    assert "items may be of generation 2" in said
    add(BEFORE, "b")

    assert "2 items, 1 to change" in program.run(AFTER, ["one"], "--pending", "--dry-run")
    program.run(AFTER, ["one"], "--pending")

    assert generations() == [2, 2]
    with pytest.raises(problems.Conflict):
        add(AFTER, "b")


def test_progress_counts_no_more_after_an_import(program: Program) -> None:
    """What it brought can be of any generation, and lie in a part that was done."""
    add(BEFORE, "a")
    program.run(AFTER, ["one"])
    transfer.import_table("things", Path(os.devnull), replace=False)
    add(BEFORE, "b")

    program.run(AFTER, ["one"], "--pending")

    assert generations() == [2, 2]


@pytest.mark.parametrize("options", [["--pending"], ["--verify"], ["--dry-run"], []])
def test_items_of_another_branch_are_not_taken_for_migrated(
    program: Program, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Its generation has the same number; nothing is changed, also after a version before both."""
    add(BEFORE, "a")
    program.run(AFTER, ["one"])
    program.run(BEFORE, [])
    before = stored()

    with pytest.raises(SystemExit) as stopped:
        program.run(AFTER, ["other"], *options)

    assert stopped.value.code == migrate.DIVERGED
    said = capsys.readouterr().err
    assert "thing: another version" in said
    assert "generation 2" in said
    assert stored() == before
    later = replace(AFTER, migrations=(add_kind, add_kind))
    program.run(later, ["one", "two"])
    assert generations() == [3]


def test_branch_that_got_no_further_than_before_the_deployment_binds_nobody(
    program: Program,
) -> None:
    """No item is of its generation yet."""
    add(BEFORE, "a")
    program.run(AFTER, ["one"], "--before")

    program.run(AFTER, ["other"], "--pending")

    assert generations() == [2]


def test_later_generation_is_told_as_json(program: Program) -> None:
    """`scaffold dev` shows it."""
    program.run(AFTER, ["one"])

    lines = program.run(BEFORE, [], "--after", "--pending", "--json").splitlines()

    assert [json.loads(line)["later"] for line in lines] == [2]


def test_value_that_cannot_be_a_key_stops_a_deployment_before_the_index_is_made(
    program: Program,
) -> None:
    """Once the index is there, its item could not be changed any more."""
    item = add(BEFORE, "é" * 600)
    fields = {"name": String(indexed=True)}
    indexed = replace(BEFORE, fields=fields, indexes=(Index(by=("name",)),))

    with pytest.raises(SystemExit) as stopped:
        program.run(indexed, [], "--before", "--pending")
    program.run(indexed, [])
    Table(BEFORE).update(item, {"name": "a"})
    program.run(indexed, [], "--before", "--pending")

    assert "mend the values" in str(stopped.value.code)


def test_required_value_that_is_missing_is_listed(program: Program) -> None:
    """A field without a default is required, and the migration does not set it."""
    item = add(BEFORE, "a")
    asked = replace(AFTER, fields={"name": String(), "must": String()}, migrations=(dict,))

    said = program.run(asked, ["one"])
    with pytest.raises(SystemExit):
        program.run(asked, ["one"], "--verify")

    assert "1 items have no value that is required" in said
    assert f"{item['id']}: must" in said


@pytest.mark.parametrize("option", ["--rate=-5", "--rate=nan", "--workers=0", "--workers=-1"])
def test_wrong_number_is_a_usage_error(program: Program, option: str) -> None:
    """It is refused before anything is read."""
    with pytest.raises(SystemExit) as stopped:
        program.run(AFTER, ["one"], option)

    assert stopped.value.code == 2
    assert stored() == []


def test_stack_that_does_not_exist_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """What AWS says of it is the message."""
    error: Any = {"Error": {"Code": "ValidationError", "Message": "Stack [none] does not exist"}}

    def refuse(*_: object) -> None:
        raise ClientError(error, "ListStackResources")

    monkeypatch.setattr(migrate, "physical_ids", refuse)
    with pytest.raises(SystemExit) as stopped:
        migrate.main(["--stack", "none", "--region", "us-east-1"])

    assert "Stack [none] does not exist" in str(stopped.value.code)
