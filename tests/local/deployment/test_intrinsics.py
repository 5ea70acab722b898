"""CloudFormation's intrinsic functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scaffold.local.deployment.intrinsics import (
    IntrinsicError,
    Scope,
    evaluate,
    holds,
    pseudo_parameters,
    unresolved,
)

if TYPE_CHECKING:
    from scaffold.local.application import Json

SCOPE = Scope(
    references={
        **pseudo_parameters("app", "eu-west-1"),
        "Stage": "dev",
        "Zones": ["a", "b"],
        "Table": "app-table",
    },
    attributes={("Table", "Arn"): "arn:table", ("Nested", "Outputs.Url"): "https://x"},
    mappings={"Sizes": {"dev": {"Memory": 128, "Zones": ["x", "y"]}}},
    conditions={
        "IsDev": {"Fn::Equals": [{"Ref": "Stage"}, "dev"]},
        "IsProd": {"Fn::Not": [{"Condition": "IsDev"}]},
        "Both": {"Fn::And": [{"Condition": "IsDev"}, {"Condition": "IsProd"}]},
        "Either": {"Fn::Or": [{"Condition": "IsDev"}, {"Condition": "IsProd"}]},
        "Circle": {"Fn::Not": [{"Condition": "Circle"}]},
        "OnResource": {"Fn::Equals": [{"Ref": "Queue"}, "x"]},
    },
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Ref": "Stage"}, "dev"),
        ({"Ref": "AWS::Region"}, "eu-west-1"),
        ({"Ref": "AWS::StackName"}, "app"),
        ({"Fn::GetAtt": ["Table", "Arn"]}, "arn:table"),
        ({"Fn::GetAtt": "Table.Arn"}, "arn:table"),
        ({"Fn::GetAtt": ["Nested", "Outputs.Url"]}, "https://x"),
        ({"Fn::GetAtt": "Nested.Outputs.Url"}, "https://x"),
        ({"Fn::Sub": "${Stage}-${Table.Arn}"}, "dev-arn:table"),
        ({"Fn::Sub": ["${Name}/${Stage}", {"Name": {"Ref": "Table"}}]}, "app-table/dev"),
        ({"Fn::Sub": "${!Literal} costs $5"}, "${Literal} costs $5"),
        ({"Fn::Sub": "plain"}, "plain"),
        ({"Fn::Sub": ""}, ""),
        ({"Fn::Join": ["-", ["a", {"Ref": "Stage"}, 3]]}, "a-dev-3"),
        ({"Fn::Join": [",", {"Ref": "Zones"}]}, "a,b"),
        ({"Fn::Join": ["", ["x", True]]}, "xtrue"),
        ({"Fn::Split": ["|", "a|b"]}, ["a", "b"]),
        ({"Fn::Select": [1, {"Ref": "Zones"}]}, "b"),
        ({"Fn::Select": ["0", {"Fn::Split": ["-", {"Ref": "Table"}]}]}, "app"),
        ({"Fn::Base64": "hi"}, "aGk="),
        ({"Fn::FindInMap": ["Sizes", {"Ref": "Stage"}, "Memory"]}, 128),
        ({"Fn::FindInMap": ["Sizes", "dev", "Zones"]}, ["x", "y"]),
        ({"Fn::FindInMap": ["Sizes", "qa", "Memory", {"DefaultValue": 64}]}, 64),
        ({"Fn::If": ["IsDev", {"Ref": "Stage"}, "no"]}, "dev"),
        ({"Fn::If": ["IsProd", "yes", "no"]}, "no"),
        ({"Fn::Length": {"Ref": "Zones"}}, 2),
        ({"Fn::ToJsonString": {"a": {"Ref": "Stage"}}}, '{"a":"dev"}'),
        ({"Fn::GetAZs": {"Ref": "AWS::Region"}}, ["eu-west-1a", "eu-west-1b", "eu-west-1c"]),
        ({"a": [1, {"b": {"Ref": "Stage"}}]}, {"a": [1, {"b": "dev"}]}),
    ],
)
def test_functions_of_known_arguments_are_evaluated(value: Json, expected: Json) -> None:
    """The result is that of CloudFormation."""
    assert evaluate(value, SCOPE) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Ref": "Queue"}, {"Ref": "Queue"}),
        ({"Fn::GetAtt": "Queue.Arn"}, {"Fn::GetAtt": ["Queue", "Arn"]}),
        (
            {"Fn::Sub": "${Stage}-${Queue}"},
            {"Fn::Join": ["", ["", "dev", "-", {"Ref": "Queue"}, ""]]},
        ),
        (
            {"Fn::Select": [0, {"Fn::Split": ["/", {"Ref": "Queue"}]}]},
            {"Fn::Select": [0, {"Fn::Split": ["/", {"Ref": "Queue"}]}]},
        ),
        ({"Fn::Cidr": ["10.0.0.0/16", 1]}, {"Fn::Cidr": ["10.0.0.0/16", 1]}),
    ],
)
def test_unknown_references_stay(value: Json, expected: Json) -> None:
    """Their known parts are evaluated."""
    left = evaluate(value, SCOPE)
    assert left == expected
    assert unresolved(left) is not None


def test_evaluating_again_resolves_the_rest() -> None:
    """More names are known after the deployment."""
    left = evaluate({"Fn::Sub": "${Stage}-${Queue.Arn}"}, SCOPE)
    later = Scope(attributes={("Queue", "Arn"): "arn:queue"})
    assert evaluate(left, later) == "dev-arn:queue"


def test_no_value_removes_the_property_or_item() -> None:
    """AWS::NoValue leaves nothing behind."""
    value: Json = {
        "kept": [{"Ref": "AWS::NoValue"}, 1],
        "gone": {"Fn::If": ["IsProd", "x", {"Ref": "AWS::NoValue"}]},
    }
    assert evaluate(value, SCOPE) == {"kept": [1]}


@pytest.mark.parametrize(
    ("name", "expected"), [("IsDev", True), ("IsProd", False), ("Both", False), ("Either", True)]
)
def test_conditions_combine(name: str, expected: bool) -> None:  # noqa: FBT001
    """Not, And and Or combine conditions."""
    assert holds(name, SCOPE) is expected


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"Fn::ImportValue": "Shared"}, "exports of other stacks aren't available"),
        ({"Fn::If": ["Nowhere", 1, 2]}, "The condition Nowhere is not defined"),
        ({"Fn::If": ["Circle", 1, 2]}, "Circle refers to itself"),
        ({"Fn::If": ["OnResource", 1, 2]}, "can depend on parameters only"),
        ({"Fn::FindInMap": ["Sizes", "qa", "Memory"]}, "the mapping Sizes has no qa.Memory"),
        ({"Fn::Select": [5, ["a"]]}, "no item 5"),
        ({"Fn::Join": ["-"]}, "takes a separator and a list"),
        ({"Fn::Sub": {}}, "takes a string"),
        ({"Fn::GetAtt": "Table"}, "takes a resource and its attribute"),
    ],
)
def test_malformed_functions_are_errors(value: Json, message: str) -> None:
    """The error has the function and the reason."""
    with pytest.raises(IntrinsicError, match=message):
        evaluate(value, SCOPE)
