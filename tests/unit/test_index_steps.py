"""A change of several indexes is deployed in steps that DynamoDB takes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scaffold.cloudformation.index_steps import index_steps

NAMES = st.lists(st.sampled_from("abcdef"), unique=True)


def template(tables: list[list[str]], code: str) -> dict[str, Any]:
    """A template with a table for each list of indexes, and a function."""
    resources: dict[str, Any] = {"Function": {"Type": "AWS::Lambda::Function", "Code": code}}
    for number, names in enumerate(tables):
        properties: dict[str, Any] = {
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "AttributeDefinitions": [
                {"AttributeName": name, "AttributeType": "S"} for name in ("id", *names)
            ],
        }
        if names:
            properties["GlobalSecondaryIndexes"] = [
                {"IndexName": name, "KeySchema": [{"AttributeName": name, "KeyType": "HASH"}]}
                for name in names
            ]
        resources[f"T{number}"] = {"Type": "AWS::DynamoDB::Table", "Properties": properties}
    return {"Resources": resources}


def indexes(body: Any, table: str) -> set[str]:  # noqa: ANN401 - a template
    """The indexes of a table, each of whose keys is defined, and no other attribute is."""
    properties = body["Resources"][table]["Properties"]
    names = {index["IndexName"] for index in properties.get("GlobalSecondaryIndexes", [])}
    defined = [each["AttributeName"] for each in properties["AttributeDefinitions"]]
    assert sorted(defined) == sorted({"id", *names})
    return names


@given(st.tuples(NAMES, NAMES), st.tuples(NAMES, NAMES))
def test_each_step_changes_one_index_of_a_table(
    before: tuple[list[str], ...], after: tuple[list[str], ...]
) -> None:
    """New indexes come before the code, former ones go after it, and the end is the template."""
    old, new = template(list(before), "old"), template(list(after), "new")
    steps = [old, *index_steps(old, new)]

    assert steps[-1] == new
    for earlier, later in pairwise(steps):
        is_code = earlier["Resources"]["Function"] != later["Resources"]["Function"]
        for table in ("T0", "T1"):
            was, now = indexes(earlier, table), indexes(later, table)
            assert len(was ^ now) <= 1
            # With the code comes at most the only change that there is.
            assert was == now or not is_code or len(steps) == 2
