"""Programs that use a running application with nothing but its environment variables."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import goldens
import pytest
from emulators import write_project
from local.cloud.terminal import SCAFFOLD, Dev, dev, scaffold
from toolchain import aws_cli

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("local_cache")]

TEMPLATE = """
Resources:
  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}
  Layer: {Type: AWS::Lambda::LayerVersion, Properties: {}}
"""
LIST_QUEUES = 'import boto3; print(*boto3.client("sqs").list_queues()["QueueUrls"])'
INVITE_ONLY = """
scaffold: 1
app: notes
auth: {groups: [admins, editors], sign_up: invite}
functions:
  hello: {trigger: {http: "GET /hello", access: editors}}
"""
MEMBERS = """
import boto3
cognito = boto3.client("cognito-idp")
pool = cognito.list_user_pools(MaxResults=1)["UserPools"][0]["Id"]
for user in cognito.list_users_in_group(UserPoolId=pool, GroupName="admins")["Users"]:
    attributes = {item["Name"]: item["Value"] for item in user["Attributes"]}
    print([attributes["email"], attributes["email_verified"]])
"""
PYTHON = shlex.join([sys.executable, "-c", LIST_QUEUES])
# What would lead a program to AWS, to a proxy, or to an error.
HOSTILE = {
    "AWS_PROFILE": "nobody",
    "AWS_SESSION_TOKEN": "another",
    "AWS_ENDPOINT_URL_SQS": "http://127.0.0.1:9",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true",
    "AWS_USE_FIPS_ENDPOINT": "true",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "http_proxy": "http://127.0.0.1:9",
    "no_proxy": "it's.example",
}


@pytest.fixture(scope="module")
def orders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of a queue, and of a layer that is left out locally."""
    return write_project(tmp_path_factory.mktemp("orders") / "orders", TEMPLATE)


@pytest.fixture(scope="module")
def running(orders: Path, local_cache: None) -> Iterator[Dev]:  # noqa: ARG001 - its effect
    """It runs."""
    with dev(orders) as running:
        yield running


@pytest.fixture
def _hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of somebody who works with AWS."""
    for name, value in HOSTILE.items():
        monkeypatch.setenv(name, value)


def shell(line: str, folder: Path) -> str:
    """Return the output of a shell command that succeeds."""
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PATH": f"{Path(SCAFFOLD).parent}:{os.environ['PATH']}"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.usefixtures("_hostile")
def test_a_shell_uses_the_running_application(running: Dev) -> None:
    """Plain boto3 needs no argument, whatever the shell was set to before."""
    out = shell(f'eval "$(scaffold env)" && {PYTHON}', running.root)
    assert out.startswith(running.urls["AWS"])
    assert out.endswith("/orders\n")
    names = shell('eval "$(scaffold env)" && env', running.root)
    assert "no_proxy=it's.example,127.0.0.1,localhost\n" in names
    assert "AWS_PROFILE" not in names


@pytest.mark.usefixtures("_hostile")
def test_a_command_uses_the_application_too(orders: Path) -> None:
    """That `--once` runs."""
    root = write_project(orders.parent / "once", TEMPLATE)
    code, out, err = scaffold("dev", str(root), "--port", "0", "--once", PYTHON)
    assert code == 0, err
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\d+/orders\n", out)


def test_once_prints_its_warnings(orders: Path) -> None:
    """What is left out, and which variable is missing; the output is the command's alone."""
    root = write_project(orders.parent / "warned", TEMPLATE)
    line = "echo ${API_URL-none} $AWS_REGION $AWS_DEFAULT_REGION"
    code, out, err = scaffold("dev", str(root), "--port", "0", "--once", line)
    assert (code, out) == (0, "none us-east-1 us-east-1\n")
    assert "warning: Layer (AWS::Lambda::LayerVersion)" in err
    assert "warning: API_URL is not set: the template has no HTTP API" in err


def test_several_apis_have_variables_of_their_own(orders: Path) -> None:
    """Named in a warning."""
    api = "{Type: AWS::ApiGatewayV2::Api, Properties: {Name: a, ProtocolType: HTTP}}"
    stage = "{Type: AWS::ApiGatewayV2::Stage, Properties: {StageName: $default, ApiId: !Ref %s}}"
    template = (
        f"Resources:\n  Shop: {api}\n  Admin: {api}\n"
        f"  ShopStage: {stage % 'Shop'}\n  AdminStage: {stage % 'Admin'}\n"
    )
    root = write_project(orders.parent / "several", template)
    line = 'test -n "$API_URL_SHOP$API_URL_ADMIN" && echo ${API_URL-none}'
    code, out, err = scaffold("dev", str(root), "--port", "0", "--once", line)
    assert (code, out) == (0, "none\n"), err
    assert "whose URLs are in API_URL_ADMIN and API_URL_SHOP" in err


def test_variables_as_json(running: Dev) -> None:
    """For programs."""
    code, out, _ = scaffold("env", str(running.root), "--json")
    variables = json.loads(out)
    assert code == 0
    assert variables["AWS_ENDPOINT_URL"] == running.urls["AWS"]
    assert variables["AWS_REGION"] == variables["AWS_DEFAULT_REGION"] == "us-east-1"
    assert variables["AWS_ACCESS_KEY_ID"]


def test_env_needs_a_running_application(tmp_path: Path) -> None:
    """Nothing is printed that a shell would evaluate."""
    code, out, err = scaffold("env", str(tmp_path))
    assert (code, out) == (2, "")
    assert "scaffold dev" in err


def test_nobody_is_invited_without_a_user_pool(running: Dev) -> None:
    """And the reason is said."""
    code, out, err = scaffold("invite", "ada@example.com", "--project", str(running.root))
    assert (code, out) == (2, "")
    assert "no user pool" in err


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose users are invited."""
    return goldens.case_of(INVITE_ONLY).write(tmp_path_factory.mktemp("invited"))


def test_the_printed_lines_make_the_first_admin(notes: Path) -> None:
    """As they stand there, in another terminal."""
    with dev(notes, "--no-frontend") as running:
        invitation = running.said("scaffold invite ").split(maxsplit=2)[2].strip()
        environment = running.said("scaffold env").split(maxsplit=2)[2].strip()
        members = shlex.join([sys.executable, "-c", MEMBERS])
        out = shell(f"{invitation} && {environment} && {members}", notes.parent)
    mail, admins = out.splitlines()
    assert "ada@example.com and temporary password is " in mail
    assert admins == "['ada@example.com', 'true']"


def test_the_commands_of_the_readme_work(notes: Path) -> None:
    """The first admin is invited with the AWS CLI, and can reset the password."""
    _, _, users = (notes / "README.md").read_text().partition("\n## Users\n")
    blocks = re.findall(r"```sh\n(.*?)```", users.partition("\n## ")[0], re.DOTALL)
    assert len(blocks) == 2
    script = notes / "first-admin.sh"
    script.write_text("".join(("set -eu\n", *blocks, shlex.join([sys.executable, "-c", MEMBERS]))))
    line = f"PATH={aws_cli().parent}:$PATH sh {script} | tail -n 1"
    code, out, err = scaffold("dev", str(notes), "--port", "0", "--no-frontend", "--once", line)
    assert (code, out) == (0, "['ada@example.com', 'true']\n"), err
