"""Deployments that make and drop indexes, also where they are interrupted."""

import copy
from typing import Any

import pytest

from deploy import deployment, indexes, templates
from deploy.deployment import Index
from deploy.templates import Template


def template(*names: str, code: str = "new") -> Template:
    """Return a template with a table that has indexes by these attributes, and a function."""
    table = {
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "AttributeDefinitions": [
            {"AttributeName": name, "AttributeType": "S"} for name in sorted({"id", *names})
        ],
        "GlobalSecondaryIndexes": [
            {"IndexName": f"by-{name}", "KeySchema": [{"AttributeName": name, "KeyType": "HASH"}]}
            for name in names
        ],
    }
    if not names:
        del table["GlobalSecondaryIndexes"]
    return {
        "Resources": {
            "Table": {"Type": "AWS::DynamoDB::Table", "Properties": table},
            "Function": {"Type": "AWS::Serverless::Function", "Properties": {"CodeUri": code}},
        }
    }


class FailedError(Exception):
    """A step that fails."""


class Cloud:
    """A stack that takes one change of an index per update, and fails at a given step."""

    def __init__(self, deployed: Template | None) -> None:
        self.template = deployed
        self.done: list[str] = []
        self.left: int | None = None
        self.orphans: set[str] = set()

    def deployed(self) -> Template | None:
        """Return what is deployed."""
        return copy.deepcopy(self.template)

    def leftovers(self, deployed: Template, wanted: Template) -> list[Index]:
        """Return the indexes that a rollback left in the table."""
        new = self._indexes(wanted) - self._indexes(deployed)
        return [Index("Table", name) for name in sorted(self.orphans & new)]

    def drop(self, index: Index) -> None:
        """Drop what a rollback left."""
        self._count()
        self.orphans.remove(index.name)
        self.done.append("drop")

    def deploy(self, template: Template) -> None:
        """Deploy a template as DynamoDB would."""
        self._count()
        before, after = (self._indexes(each) for each in (self.template, template))
        assert not self.orphans & (after - before), "there is such an index already"
        if self.template is not None:
            assert len(before ^ after) <= 1, "one index per update"
        properties = template["Resources"]["Table"]["Properties"]
        defined = {each["AttributeName"] for each in properties["AttributeDefinitions"]}
        assert defined == {"id", *(name.removeprefix("by-") for name in after)}
        is_new = self.template is None or self._code(self.template) != self._code(template)
        self.done.append("code" if is_new else "index")
        self.template = copy.deepcopy(template)

    def drain(self) -> None:
        """Note that the former code has ended."""
        self._count()
        self.done.append("drain")

    def migrate(self, phase: str) -> None:
        """Note the phase."""
        self._count()
        self.done.append(phase)

    def _count(self) -> None:
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                raise FailedError

    @staticmethod
    def _code(template: Template) -> Any:
        return template["Resources"]["Function"]

    @staticmethod
    def _indexes(template: Template | None) -> set[str]:
        return set(indexes.indexes_of(template, "Table")) if template else set()


def deploy(cloud: Cloud, wanted: Template) -> None:
    """Run all steps."""
    for step in deployment.steps(cloud, wanted):
        step.run()


def test_first_deployment_is_a_single_update() -> None:
    """A new table may have all of its indexes at once, and notes which migrations it had."""
    cloud = Cloud(None)

    deploy(cloud, template("a", "b", "c"))

    assert cloud.done == ["code", "after"]


def test_indexes_are_made_before_the_code_and_dropped_after_it() -> None:
    """Neither old nor new code ever reads an index that is not there."""
    cloud = Cloud(template("a", "b", code="old"))

    deploy(cloud, template("c", "d", "e"))

    assert cloud.done == ["before", *["index"] * 3, "code", "drain", "after", *["index"] * 2]
    assert cloud.template == template("c", "d", "e")


def test_deployment_without_a_change_of_indexes() -> None:
    """Then it is the code and what goes before and after it."""
    cloud = Cloud(template("a", code="old"))

    deploy(cloud, template("a"))

    assert cloud.done == ["before", "code", "drain", "after"]
    assert cloud.template == template("a")


@pytest.mark.parametrize("step", range(9))
def test_interrupted_deployment_goes_on(step: int) -> None:
    """Wherever it fails, running it again ends where it should."""
    cloud = Cloud(template("a", "b", code="old"))
    cloud.left = step
    with pytest.raises(FailedError):
        deploy(cloud, template("c", "d", "e"))
    cloud.left = None

    deploy(cloud, template("c", "d", "e"))

    assert cloud.template == template("c", "d", "e")


def test_index_that_a_rollback_left_is_dropped_first() -> None:
    """CloudFormation cannot make an index that the table has already."""
    cloud = Cloud(template("a", code="old"))
    cloud.orphans = {"by-b"}

    deploy(cloud, template("a", "b"))

    assert cloud.done == ["drop", "before", "index", "code", "drain", "after"]
    assert cloud.template == template("a", "b")


def test_more_indexes_than_a_table_can_have_are_refused_before_the_first_step() -> None:
    """Former and new ones are side by side for a while."""
    former, new = ([f"{letter}{n}" for n in range(11)] for letter in "ab")
    cloud = Cloud(template(*former, code="old"))

    with pytest.raises(indexes.TooManyIndexesError, match=r"Table has 11 .* 11 more .* have 20"):
        deploy(cloud, template(*new))

    assert cloud.done == []
    deploy(cloud, template(*new[:9]))
    deploy(cloud, template(*new))
    assert cloud.template == template(*new)


def test_short_forms_of_functions_are_read() -> None:
    """A template from the SAM CLI is read as JSON would be."""
    text = (
        "a: !Ref Name\nb: !GetAtt Table.Arn\nc: !Sub '${A}-b'\nd: !If [X, !Ref A, {e: 1}]\n"
        "Version: 2012-10-17\n"
    )

    assert templates.parse(text) == {
        "a": {"Ref": "Name"},
        "b": {"Fn::GetAtt": ["Table", "Arn"]},
        "c": {"Fn::Sub": "${A}-b"},
        "d": {"Fn::If": ["X", {"Ref": "A"}, {"e": 1}]},
        "Version": "2012-10-17",
    }
