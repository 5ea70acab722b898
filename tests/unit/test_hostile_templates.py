"""Templates that must not crash the reader, whatever is in them."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scaffold.cloudformation.changeset import resource_changes
from scaffold.cloudformation.template import TemplateError, load_template, parse_template

if TYPE_CHECKING:
    from collections.abc import Callable

VALID = b"Resources: {Queue: {Type: AWS::SQS::Queue}}\n"
SECONDS = 10

ALIASES = "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 10 if n else 'x'}]\n" for n in range(12))
MERGES = "".join(
    f"m{n}: &m{n} {{<<: [{f'*m{n - 1}, ' * 10}], k{n}: 1}}\n" if n else "m0: &m0 {k0: 1}\n"
    for n in range(12)
)
CHAIN = "".join(f"- &a{n} [{f'*a{n - 1}' if n else ''}]\n" for n in range(20_000))

HOSTILE = {
    "brackets": (b"[" * 100_000, "template.yaml:1:101: invalid YAML: .* 100 levels deep"),
    "braces": (b"{" * 100_000, "template.yaml:1:101: invalid YAML: .* 100 levels deep"),
    "braces in a property": (
        b"Resources:\n  A: " + b"{a: " * 100_000,
        r"template.yaml:2:\d+: invalid YAML: .* 100 levels deep",
    ),
    "JSON": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, r"template.yaml:1:\d+: .* levels deep"),
    "block mappings": (
        "".join(f"{' ' * n}a:\n" for n in range(1_000)).encode(),
        r"template.yaml:101:101: invalid YAML: .* 100 levels deep",
    ),
    "block sequences": (b"- " * 100_000, "template.yaml:1:201: .* 100 levels deep"),
    "complex keys": (b"? " * 100_000, "template.yaml:1:201: .* 100 levels deep"),
    "tags": (b"!Sub [" * 100_000, r"template.yaml:1:\d+: .* 100 levels deep"),
    "billion laughs": (ALIASES.encode(), r"template.yaml:\d+:\d+: .* aliases expand to more than"),
    "merge keys": (MERGES.encode(), r"template.yaml:\d+:\d+: .* aliases expand to more than"),
    "chained aliases": (
        b"a:\n" + CHAIN.encode(),
        r"template.yaml:\d+:\d+: .* 100 levels deep",
    ),
    "recursive alias": (b"Resources: &a {A: *a}", "template.yaml:1:12: .* contains it"),
    "undefined alias": (b"Resources: *a", "template.yaml:1:12: .* undefined alias"),
    "Python tag": (
        b"Resources: {A: !!python/object/apply:os.system [ls]}",
        "template.yaml:1:16: invalid YAML: could not determine a constructor for the tag",
    ),
    "binary": (b"Resources: {A: !!binary aGk=}", "template.yaml:1:16: .* the tag"),
    "set": (b"Resources: {A: !!set {x}}", "template.yaml:1:16: .* the tag"),
    "wrong number": (b"Resources: {A: !!int x}", "template.yaml:1:16: .* is not of the type int"),
    "wrong Boolean": (b"Resources: {A: !!bool x}", "template.yaml:1:16: .* not of the type bool"),
    "huge number": (b"Resources: {A: " + b"1" * 10_000 + b"}", "template.yaml:1:16: .* characters"),
    "mapping as a key": (b"Resources: {{a: b}: c}", "template.yaml:1:13: .* unhashable key"),
    "several documents": (b"a: 1\n---\nb: 1\n", "template.yaml:2:1: .* another document"),
    "NUL": (b"Resources:\n  A\0: 1\n", r"template.yaml:2:4: .* U\+0000"),
    "not UTF-8": (b"Resources:\n  A: \xff\n", "template.yaml:2:6: the file is not UTF-8"),
    "UTF-16": (VALID.decode().encode("utf-16"), "template.yaml:1:1: the file is not UTF-8"),
    "empty": (b"", "template.yaml:1:1: a template is a mapping"),
    "only a comment": (b"# nothing\n", "template.yaml:1:1: a template is a mapping"),
    "list": (b"\n- a\n", "template.yaml:2:1: a template is a mapping"),
    "text": (b"just text", "template.yaml:1:1: a template is a mapping"),
    "no resources": (b"Outputs: {}\n", "template.yaml:1:1: a template is a mapping"),
    "list of resources": (b"Resources: [1]", "template.yaml:1:1: a template is a mapping"),
    "too large": (VALID + b"#" * 2**20, "template.yaml:1:1: .* accepts at most 1,048,576"),
    "too many closers": (b"Resources: {}}\n", "template.yaml:1:14: invalid YAML"),
    "tab": (b"Resources:\n\tA: 1\n", "template.yaml:2:1: invalid YAML"),
}


def plan(source: bytes, _: Path) -> None:
    """Read a template as `scaffold plan` does."""
    resource_changes(VALID, source)


def dev(source: bytes, folder: Path) -> None:
    """Read a template as `scaffold dev` does."""
    path = folder / "template.yaml"
    path.write_bytes(source)
    load_template(path)


@pytest.mark.parametrize("read", [plan, dev])
@pytest.mark.parametrize(("source", "message"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_templates_are_errors_with_a_place(
    tmp_path: Path, read: Callable[[bytes, Path], None], source: bytes, message: str
) -> None:
    """`plan` and `dev` report file, line and column, in bounded time."""
    started = time.perf_counter()
    with pytest.raises(TemplateError, match=f"^{message}"):
        read(source, tmp_path)
    assert time.perf_counter() - started < SECONDS


def test_short_forms_equal_long_forms() -> None:
    """`!Ref`, `!GetAtt`, `!Sub` and others have their long form; dates and `=` are strings."""
    source = """
Conditions: {A: !Not [!Condition B]}
Resources:
  Q:
    Type: AWS::SQS::Queue
    Properties:
      {A: !Ref X, B: !GetAtt X.Y.Z, C: !Sub "${X}", D: !Join ["", [a]], V: 2012-10-17, E: [=, 1]}
"""
    assert parse_template(source).body == {
        "Conditions": {"A": {"Fn::Not": [{"Condition": "B"}]}},
        "Resources": {
            "Q": {
                "Type": "AWS::SQS::Queue",
                "Properties": {
                    "A": {"Ref": "X"},
                    "B": {"Fn::GetAtt": ["X", "Y.Z"]},
                    "C": {"Fn::Sub": "${X}"},
                    "D": {"Fn::Join": ["", ["a"]]},
                    "V": "2012-10-17",
                    "E": ["=", 1],
                },
            }
        },
    }


def test_keys_are_strings() -> None:
    """Account numbers and events called `On` are names, in merged mappings too."""
    template = parse_template(
        "Resources: {}\nMappings: {A: {111122223333: {On: 1}}, B: {<<: {Off: 2}, 1.5: x}}"
    )

    assert template.body["Mappings"] == {
        "A": {"111122223333": {"On": 1}},
        "B": {"Off": 2, "1.5": "x"},
    }


def test_aliases_and_merge_keys_are_expanded() -> None:
    """`sam build` accepts them, too."""
    template = parse_template("x: &x {a: [1]}\nResources: {A: {<<: *x, b: 2}, B: *x}\n")

    assert template.body["Resources"] == {"A": {"a": [1], "b": 2}, "B": {"a": [1]}}


def test_json_templates_are_read() -> None:
    """JSON is YAML; lines are those of the resources."""
    body = {"Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": 1}}}}
    template = parse_template(json.dumps(body, indent=2), Path("template.json"))

    assert template.body == body
    assert template.location("QueuePolicy") == "template.json:3"
