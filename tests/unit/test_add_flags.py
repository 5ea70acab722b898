"""The flags of `scaffold add`: what a person types, and what it is in the spec."""

from __future__ import annotations

import pytest

from scaffold.cli import flags
from scaffold.cli.add.function import read_env, read_triggers, read_uses
from scaffold.cli.add.model import read_fields
from scaffold.cli.terminal import UsageError


@pytest.mark.parametrize(
    ("flag", "expected"),
    [
        ("title:string", {"title": "string"}),
        ("notes:optional text", {"notes": "optional text"}),
        ("tags:list(string)", {"tags": "list(string)"}),
        ("file: optional file(raw-videos)", {"file": "optional file(raw-videos)"}),
        ("title:string,max=120,unique", {"title": {"type": "string", "max": 120, "unique": True}}),
        (
            "size:integer, min=0, optional",
            {"size": {"type": "integer", "min": 0, "optional": True}},
        ),
        (
            "size:optional number,max=1.5",
            {"size": {"type": "number", "max": 1.5, "optional": True}},
        ),
        ("status:enum(new, done)", {"status": {"enum": ["new", "done"]}}),
        ("s:enum(a,b),default=b", {"s": {"enum": ["a", "b"], "default": "b"}}),
        ("s:optional enum(a,b)", {"s": {"enum": ["a", "b"], "optional": True}}),
        ("code:string,pattern=[a-z]{1,3}", {"code": {"type": "string", "pattern": "[a-z]{1,3}"}}),
        ("on:boolean,default=false", {"on": {"type": "boolean", "default": False}}),
        ("a:string,default='5'", {"a": {"type": "string", "default": "5"}}),
        ("a:string,default=[", {"a": {"type": "string", "default": "["}}),
    ],
)
def test_field_flag(flag: str, expected: object) -> None:
    """In the types of scaffold.yaml; commas inside of parentheses and values part nothing."""
    assert read_fields([flag]) == expected


def test_access_flag() -> None:
    """As in the spec."""
    assert flags.access(["read=public", "delete=owner, admins"]) == {
        "read": "public",
        "delete": ["owner", "admins"],
    }


def test_trigger_flag() -> None:
    """One stands for itself, several are a list."""
    upload = "upload=videos,suffix=.mp4"
    route = "http=GET /hello/{name},access=signed-in,admins"

    assert read_triggers([upload]) == {"upload": "videos", "suffix": ".mp4"}
    assert read_triggers([upload, route]) == [
        {"upload": "videos", "suffix": ".mp4"},
        {"http": "GET /hello/{name}", "access": ["signed-in", "admins"]},
    ]
    assert read_triggers([]) == []


def test_uses_flag() -> None:
    """A plain list means read."""
    assert read_uses(["models.video=write", "models.note", "buckets.a", "functions.f"]) == {
        "models": {"video": "write", "note": "read"},
        "buckets": ["a"],
        "functions": ["f"],
    }


def test_unset_flags_are_left_out() -> None:
    """The spec has its own defaults."""
    assert flags.without_unset(memory=0, timeout=None, env={}, trigger=[]) == {"memory": 0}


@pytest.mark.parametrize(
    ("parse", "flag", "message"),
    [
        (read_fields, "title", "--field title: write a name and a type, such as title:string"),
        (read_fields, "title: ", "--field title: : write a name and a type"),
        (flags.access, "read", "--access read: write read=public"),
        (read_triggers, "GET /hello", "--trigger GET /hello: write http=GET /hello"),
        (read_triggers, "http=", "--trigger http=: write http=GET /hello"),
        (read_uses, "video", "--uses video: write a section and a name, such as models.video"),
        (read_env, "=x", "--env =x: write LOG_DETAIL=low"),
    ],
)
def test_invalid_flags_show_an_example(parse, flag: str, message: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - one of the readers
    """With the flag as it was typed."""
    with pytest.raises(UsageError) as caught:
        parse([flag])

    assert str(caught.value).startswith(message)
