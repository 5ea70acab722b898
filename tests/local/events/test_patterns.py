"""Event patterns match as AWS documents it."""

from __future__ import annotations

import json

import pytest

from scaffold.local.events.patterns import PatternError, compile_pattern

# The event that the EventBridge guide matches its patterns against.
EC2 = json.loads("""{
  "version": "0", "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
  "detail-type": "EC2 Instance State-change Notification", "source": "aws.ec2",
  "account": "111122223333", "time": "2017-12-22T18:43:48Z", "region": "us-west-1",
  "resources": ["arn:aws:ec2:us-west-1:123456789012:instance/i-1234567890abcdef0"],
  "detail": {"instance-id": "i-1234567890abcdef0", "state": "terminated"}
}""")

# Pattern, event, whether it matches: the guide's comparison operators, one by one.
CASES = [
    ({"source": ["aws.ec2"]}, EC2, True),
    ({"source": ["aws.ec2"], "detail": {"state": ["terminated", "stopped"]}}, EC2, True),
    ({"source": ["aws.ec2"], "detail": {"state": ["running"]}}, EC2, False),
    ({"resources": [{"prefix": "arn:aws:ec2:"}]}, EC2, True),
    ({"time": [{"prefix": "2017-12-22"}]}, EC2, True),
    ({"a": [{"prefix": {"equals-ignore-case": "EventB"}}]}, {"a": "eventbridge"}, True),
    ({"a": [{"prefix": "EventB"}]}, {"a": "eventbridge"}, False),
    ({"FileName": [{"suffix": ".png"}]}, {"FileName": "cat.png"}, True),
    ({"FileName": [{"suffix": ".png"}]}, {"FileName": "cat.png.zip"}, False),
    ({"FileName": [{"suffix": {"equals-ignore-case": ".png"}}]}, {"FileName": "CAT.PNG"}, True),
    ({"a": [""]}, {"a": ""}, True),
    ({"a": [None]}, {"a": None}, True),
    ({"a": [None]}, {"a": ""}, False),
    ({"a": [None]}, {}, False),
    ({"a": [{"equals-ignore-case": "Alice"}]}, {"a": "aLICE"}, True),
    ({"state": [{"anything-but": "initializing"}]}, {"state": "running"}, True),
    ({"state": [{"anything-but": "initializing"}]}, {"state": "initializing"}, False),
    ({"state": [{"anything-but": "initializing"}]}, {}, False),
    ({"x": [{"anything-but": 123}]}, {"x": 124}, True),
    ({"x": [{"anything-but": [100, 200, 300]}]}, {"x": 200}, False),
    ({"s": [{"anything-but": ["stopped", "overloaded"]}]}, {"s": "stopped"}, False),
    ({"s": [{"anything-but": {"prefix": "init"}}]}, {"s": "initializing"}, False),
    ({"s": [{"anything-but": {"prefix": ["init", "error"]}}]}, {"s": "error"}, False),
    ({"s": [{"anything-but": {"suffix": ".txt"}}]}, {"s": "a.png"}, True),
    ({"s": [{"anything-but": {"equals-ignore-case": ["A", "b"]}}]}, {"s": "B"}, False),
    ({"s": [{"anything-but": {"wildcard": "*/lib/*"}}]}, {"s": "a/lib/b"}, False),
    ({"s": [{"anything-but": {"wildcard": ["*/lib/*", "*/bin/*"]}}]}, {"s": "a/src/b"}, True),
    ({"n": [{"numeric": ["=", 100]}]}, {"n": 100}, True),
    ({"n": [{"numeric": [">", 0, "<=", 5]}]}, {"n": 5}, True),
    ({"n": [{"numeric": [">", 0, "<=", 5]}]}, {"n": 0}, False),
    ({"n": [{"numeric": ["<", 10]}]}, {"n": "3"}, False),
    ({"n": [{"numeric": ["<", 10]}]}, {"n": True}, False),
    ({"n": [300]}, {"n": 300}, True),
    ({"n": [300]}, {"n": 300.0}, False),
    ({"n": [1]}, {"n": True}, False),
    ({"ip": [{"cidr": "10.0.0.0/24"}]}, {"ip": "10.0.0.255"}, True),
    ({"ip": [{"cidr": "10.0.0.0/24"}]}, {"ip": "10.0.1.0"}, False),
    ({"ip": [{"cidr": "10.0.0.0/24"}]}, {"ip": "nowhere"}, False),
    ({"a": [{"exists": True}]}, {"a": None}, True),
    ({"a": [{"exists": True}]}, {}, False),
    ({"a": [{"exists": False}]}, {}, True),
    ({"a": [{"exists": False}]}, {"a": 1}, False),
    ({"d": {"a": [{"exists": False}]}}, {}, True),
    ({"d": [{"exists": True}]}, {"d": {"a": 1}}, False),
    ({"p": [{"wildcard": "dir/*.png"}]}, {"p": "dir/a/b.png"}, True),
    ({"p": [{"wildcard": "dir/*.png"}]}, {"p": "dir/a/b.jpg"}, False),
    ({"p": [{"wildcard": "a\\*b"}]}, {"p": "a*b"}, True),
    ({"p": [{"wildcard": "a\\*b"}]}, {"p": "axb"}, False),
    ({"tags": ["b"]}, {"tags": ["a", "b"]}, True),
    ({"tags": ["b"]}, {"tags": []}, False),
    ({"tags": [{"exists": False}]}, {"tags": []}, True),
    ({"list": {"a": [1], "b": [2]}}, {"list": [{"a": 1, "b": 9}, {"a": 9, "b": 2}]}, False),
    ({"list": {"a": [1], "b": [2]}}, {"list": [{"a": 9}, {"a": 1, "b": 2}]}, True),
    ({"$or": [{"c": ["x"]}, {"d": [{"numeric": [">", 9]}]}]}, {"d": 10}, True),
    ({"$or": [{"c": ["x"]}, {"d": [{"numeric": [">", 9]}]}]}, {"d": 9}, False),
    ({"s": ["a"], "$or": [{"c": ["x"]}, {"c": ["y"]}]}, {"s": "b", "c": "x"}, False),
    ({"detail": {"$or": [{"c": ["x"]}, {"c": ["y"]}]}}, {"detail": {"c": "y"}}, True),
]


@pytest.mark.parametrize(("pattern", "event", "expected"), CASES)
def test_operator(pattern: dict[str, object], event: dict[str, object], *, expected: bool) -> None:
    """Every operator of the EventBridge guide matches what the guide says."""
    assert compile_pattern(pattern)(event) is expected  # type: ignore[arg-type]  # JSON


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ({}, "at least one field"),
        ([], "must be an object"),
        ({"a": "x"}, "must be an object, or a list"),
        ({"a": []}, "at least one value"),
        ({"a": [["x"]]}, "a list in a list"),
        ({"a": [{"sounds-like": "x"}]}, 'unknown operator "sounds-like"'),
        ({"a": [{"prefix": "x", "suffix": "y"}]}, "exactly one operator"),
        ({"a": [{"prefix": 1}]}, "must be a string"),
        ({"a": [{"numeric": [">"]}]}, 'like [">", 0]'),
        ({"a": [{"numeric": ["!=", 3]}]}, "a comparison is one of"),
        ({"a": [{"numeric": ["=", "3"]}]}, "must be a number"),
        ({"a": [{"exists": "yes"}]}, "true or false"),
        ({"a": [{"wildcard": "a**b"}]}, "two wildcards in a row"),
        ({"a": [{"wildcard": "a\\b"}]}, "a backslash escapes"),
        ({"a": [{"cidr": "10.0.0.0/99"}]}, "cidr"),
        ({"a": [{"anything-but": []}]}, "at least one value"),
        ({"a": [{"anything-but": {"numeric": ["=", 1]}}]}, "takes prefix, suffix"),
        ({"$or": [{"a": ["x"]}]}, "two objects or more"),
    ],
)
def test_invalid_expressions_are_rejected(pattern: object, message: str) -> None:
    """A pattern that the service refuses is refused here, with its place in the message."""
    with pytest.raises(PatternError) as caught:
        compile_pattern(pattern)  # type: ignore[arg-type]  # JSON
    assert message in str(caught.value)
    assert str(caught.value).startswith("pattern")
