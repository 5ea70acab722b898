"""`scaffold check` and `scaffold schema`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scaffold.spec.schema import json_schema

if TYPE_CHECKING:
    from cli.program import Program

GOOD = """\
scaffold: 1
app: my-app
auth: {groups: [admins]}
models:
  note:
    fields: {title: string}
"""
BAD = "scaffold: 1\napp: my-app\nauth:\nregion: nowhere\nfunctions:\n  hello: {memory: 1}\n"


def test_check_valid_spec(scaffold: Program) -> None:
    """What the application has, and exit code 0."""
    (scaffold.folder / "scaffold.yaml").write_text(GOOD)

    answer = scaffold.run("check")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "scaffold.yaml: no errors\n"
        "  sign-in    by email, sign-up open, groups admins\n"
        "  models     note\n"
        "  stages     dev, prod (us-east-1; prod is protected)\n"
    )


def test_check_invalid_spec(scaffold: Program) -> None:
    """Every error, on stderr, and exit code 2."""
    (scaffold.folder / "scaffold.yaml").write_text(BAD)

    answer = scaffold.run("check")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        'scaffold.yaml:4:9: error: region: "nowhere" is not one of us-east-1, us-east-2,'
        " us-west-1, us-west-2, af-south-1, ap-east-1, …\n"
        "  4 | region: nowhere\n"
        "    |         ^\n"
        "scaffold.yaml:6:19: error: functions.hello.memory: must be 128 or more\n"
        "  6 |   hello: {memory: 1}\n"
        "    |                   ^\n"
        "2 errors; nothing was written\n"
    )


def test_check_json(scaffold: Program) -> None:
    """The same for a script: on stdout, whether right or wrong."""
    spec = scaffold.folder / "scaffold.yaml"
    spec.write_text(GOOD)
    right = scaffold.run("check", "--json")
    spec.write_text(BAD)
    wrong = scaffold.run("check", "--json")

    assert (right.code, json.loads(right.out)) == (0, {"valid": True, "errors": []})
    assert (wrong.code, wrong.err) == (2, "")
    assert json.loads(wrong.out)["errors"][1] == {
        "file": "scaffold.yaml",
        "line": 6,
        "column": 19,
        "path": "functions.hello.memory",
        "message": "must be 128 or more",
        "source": "  hello: {memory: 1}",
    }


def test_check_takes_a_file_or_folder(scaffold: Program) -> None:
    """A spec need not be in a project yet."""
    (scaffold.folder / "shop").mkdir()
    (scaffold.folder / "shop" / "scaffold.yaml").write_text(GOOD)

    for name in ("shop", "shop/scaffold.yaml"):
        assert scaffold.run("check", name).out.startswith("shop/scaffold.yaml: no errors\n")


def test_check_without_spec(scaffold: Program) -> None:
    """Where it was looked for, and what to do."""
    here, there = scaffold.run("check"), scaffold.run("check", "there")

    assert here.code == there.code == 2
    assert here.err == (
        "error: scaffold.yaml: no such file. Run `scaffold new` to create a project\n"
    )
    assert there.err == "error: there: no such file\n"


def test_check_other_encoding(scaffold: Program) -> None:
    """The place of the first wrong byte."""
    (scaffold.folder / "scaffold.yaml").write_bytes("scaffold: 1\ntitle: Café\n".encode("latin-1"))

    answer = scaffold.run("check")

    assert answer.code == 2
    assert answer.err == (
        "scaffold.yaml:2:11: error: not UTF-8 text: save the file as UTF-8\n"
        "  2 | title: Caf\N{REPLACEMENT CHARACTER}\n"
        "    |           ^\n"
        "1 error; nothing was written\n"
    )


def test_commands_say_the_same_of_a_spec_in_conflict(scaffold: Program) -> None:
    """Whichever meets it first."""
    assert scaffold.run("new", "app", "--example", "hello", "--no-git").code == 0
    spec = scaffold.folder / "app" / "scaffold.yaml"
    conflict = "<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> theirs\n"
    spec.write_text(spec.read_text(encoding="utf-8") + conflict, encoding="utf-8")
    line = spec.read_text(encoding="utf-8").split("\n").index("<<<<<<< HEAD") + 1

    for command in (
        ("check",),
        ("check", "--json"),
        ("plan",),
        ("add", "bucket", "photos"),
        ("remove", "function", "hello"),
    ):
        said = scaffold.run(*command, cwd=spec.parent)
        expected = f"error: scaffold.yaml:{line}: unresolved conflict. "
        assert (said.code, said.err) == (3, f"{expected}Resolve it, then run this again\n"), command


def test_check_byte_order_mark(scaffold: Program) -> None:
    """Windows editors write one."""
    (scaffold.folder / "scaffold.yaml").write_text(GOOD, encoding="utf-8-sig")

    assert scaffold.run("check").code == 0


def test_check_deep_nesting(scaffold: Program) -> None:
    """No crash, no traceback, no long wait."""
    (scaffold.folder / "scaffold.yaml").write_text("a: " + "[" * 30_000)

    answer = scaffold.run("check")

    assert answer.code == 2
    assert "nested more than 50 levels deep" in answer.err


def test_schema_command(scaffold: Program) -> None:
    """As it is in every project."""
    answer = scaffold.run("schema")

    assert (answer.code, answer.out, answer.err) == (0, json_schema(), "")
