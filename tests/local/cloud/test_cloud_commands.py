"""`scaffold dev` in a pipe, and the commands that talk to it from another terminal."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import httpx
import pytest
from emulators import write_project
from local.cloud.terminal import SCAFFOLD, Dev, dev, scaffold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("local_cache")]

TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
Resources:
  EchoFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.13
      Events:
        Get: {Type: HttpApi, Properties: {Path: '/echo', Method: get}}
"""
CODE = """
def handler(event, context):
    print("asked for", event.get("name", "nothing"))
    return {"hello": event["name"]} if "routeKey" not in event else "over HTTP"
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of one function."""
    return write_project(tmp_path_factory.mktemp("echo"), TEMPLATE, {"src/app.py": CODE})


@pytest.fixture(scope="module")
def echo(project: Path, local_cache: None) -> Iterator[Dev]:  # noqa: ARG001 - its effect
    """It runs."""
    with dev(project, "--no-frontend") as running:
        yield running


def test_a_function_is_invoked_by_its_name(echo: Dev) -> None:
    """With an event of a file, of standard input or none; the result is all of the output."""
    event = echo.root / "event.json"
    event.write_text('{"name": "Ada"}')
    call = ("invoke", "echo", "--project", str(echo.root), "--event")
    code, out, _ = scaffold(*call, str(event))
    assert (code, json.loads(out)) == (0, {"hello": "Ada"})
    code, out, _ = scaffold(*call, "-", stdin='{"name": "Bob"}')
    assert (code, json.loads(out)) == (0, {"hello": "Bob"})


def test_a_function_that_fails_makes_the_command_fail(echo: Dev) -> None:
    """With Lambda's error as its result; `--json` has the whole outcome."""
    code, out, _ = scaffold("invoke", "EchoFunction", "--project", str(echo.root), "--json")
    outcome = json.loads(out)
    assert (code, outcome["error"]) == (1, "KeyError")
    assert json.loads(outcome["payload"])["errorType"] == "KeyError"


def test_invoke_unknown_function_is_named(echo: Dev, tmp_path: Path) -> None:
    """An unknown function with those that there are, a bad event with its place; no traceback."""
    at = ("--project", str(echo.root))
    code, out, err = scaffold("invoke", "Ecko", *at)
    assert (code, out) == (2, "")
    assert err == 'error: no function "Ecko"; did you mean "Echo"?\n'
    code, _, err = scaffold("invoke", "echo", "--event", str(tmp_path / "none.json"), *at)
    assert code == 2
    assert "none.json" in err
    code, _, err = scaffold("invoke", "echo", "--event", "-", *at, stdin="{")
    assert code == 2
    assert "not JSON" in err
    code, _, err = scaffold("invoke", "echo", "--project", str(tmp_path))
    assert (code, err) == (2, f"error: {tmp_path} is not running; start it with `scaffold dev`\n")
    assert scaffold("logs", "--project", str(tmp_path)) == (2, "", err)


def test_logs_show_what_a_function_has_done(echo: Dev) -> None:
    """Its lines and how it ended; as JSON, a record a line."""
    scaffold("invoke", "echo", "--event", "-", "--project", str(echo.root), stdin='{"name": "Eve"}')
    code, out, _ = scaffold("logs", "--project", str(echo.root))
    assert code == 0
    assert "asked for Eve" in out
    code, out, _ = scaffold("logs", "echo", "--json", "--project", str(echo.root))
    records = [json.loads(line) for line in out.splitlines()]
    assert {record["kind"] for record in records} == {"LogLine", "Invocation"}


def test_logs_of_an_unknown_function_are_an_error(echo: Dev) -> None:
    """The nearest name is suggested, whether or not the function has run."""
    for typed, hint in (("Ecko", "; did you mean"), ("nobody", "; use EchoFunction")):
        code, out, err = scaffold("logs", typed, "--project", str(echo.root))
        assert (code, out) == (2, "")
        assert err.startswith(f'error: no function "{typed}"{hint}')
        code, out, invoked = scaffold("invoke", typed, "--project", str(echo.root))
        assert (code, out, invoked) == (2, "", err)
    assert scaffold("logs", "EchoFunction", "--project", str(echo.root))[0] == 0


def test_logs_follow_what_happens(echo: Dev) -> None:
    """What comes after the command was started, too, while the application runs."""
    command = [SCAFFOLD, "logs", "-f", "--project", str(echo.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as following:
        assert following.stdout is not None
        httpx.get(f"{echo.urls['API']}/echo", trust_env=False).raise_for_status()
        assert any("GET /echo" in line for line in following.stdout)
        following.terminate()


def test_second_dev_names_the_running_one(echo: Dev) -> None:
    """And does not disturb it."""
    code, _, err = scaffold("dev", str(echo.root), "--no-frontend", "--once", "true")
    assert code == 2
    assert echo.urls["Dashboard"] in err
    assert str(echo.process.pid) in err
    assert httpx.get(f"{echo.urls['API']}/echo", trust_env=False).text == "over HTTP"


def test_dev_once_sets_the_urls(tmp_path: Path) -> None:
    """In the project's root, with keys that work, and its exit code is the program's."""
    root = write_project(tmp_path / "echo", TEMPLATE, {"src/app.py": CODE})
    command = (
        'curl -sf "$API_URL/echo" && curl -sf "$MAIL_URL" >mails.json'
        ' && test -n "$AWS_ENDPOINT_URL$AWS_SECRET_ACCESS_KEY" && pwd && exit 7'
    )
    code, out, err = scaffold("dev", str(root), "--port", "0", "--once", command)
    assert (code, out) == (7, f"over HTTP{root}\n"), err
    assert json.loads((root / "mails.json").read_text()) == []
    assert not (root / ".scaffold" / "dev" / "running.json").exists()


def test_dev_once_exit_code_of_a_killed_command(tmp_path: Path) -> None:
    """128 and the signal."""
    root = write_project(tmp_path / "echo", TEMPLATE, {"src/app.py": CODE})
    assert scaffold("dev", str(root), "--port", "0", "--once", "kill -9 $$")[0] == 137


def test_a_project_without_a_template_is_named(tmp_path: Path) -> None:
    """What is missing, and no traceback."""
    code, _, err = scaffold("dev", str(tmp_path), "--once", "true")
    assert code == 2
    assert "template.yaml" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:1", "nonsense"])
def test_an_endpoint_that_does_not_answer_is_named(project: Path, endpoint: str) -> None:
    """As an error to act on, and nothing is left in the project."""
    root = write_project(project.parent / "elsewhere", TEMPLATE, {"src/app.py": CODE})
    code, _, err = scaffold("dev", str(root), "--endpoint", endpoint, "--once", "true")
    assert code == 2
    assert endpoint in err
    assert "Traceback" not in err
    assert not (root / ".scaffold" / "dev" / "running.json").exists()
