"""What lies around the code: settings, local emulator, Makefile, documentation, load test."""

from __future__ import annotations

import ast
import json
import re
import runpy
import subprocess
import tomllib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import botocore.session
import goldens
import jmespath
import pytest
import toolchain
import yaml
from cloudformation import Stack, found

from scaffold.cli.app import COMMANDS
from scaffold.local.emulator import environment as emulator
from scaffold.local.emulator import process

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

COMPOSE: Final = PurePosixPath("docker-compose.yml")
SAMCONFIG: Final = PurePosixPath("samconfig.toml")
MAKEFILE: Final = PurePosixPath("Makefile")
README: Final = PurePosixPath("README.md")
ARCHITECTURE: Final = PurePosixPath("docs/architecture.md")
ENVIRONMENT: Final = PurePosixPath("local/env.json")
RESOURCES: Final = PurePosixPath("local/resources.py")
LOCUSTFILE: Final = PurePosixPath("load/locustfile.py")


def text(case: goldens.Case, path: PurePosixPath) -> str:
    """A file of a project."""
    return case.files[path].decode()


def test_every_stage_can_be_deployed(every_case: Sequence[goldens.Case]) -> None:
    """samconfig.toml has each stage, its stack and its parameters; the protected one asks first."""
    for case in every_case:
        settings = tomllib.loads(text(case, SAMCONFIG))
        assert settings["default"]["build"]["parameters"]["beta_features"] is True
        for stage in case.spec.stages:
            deploy = settings[stage]["deploy"]["parameters"]
            assert deploy["stack_name"] == f"{case.spec.app}-{stage}"
            assert deploy["region"] == case.spec.region
            assert deploy["parameter_overrides"] == f"Stage={stage}"
            assert deploy["capabilities"] == "CAPABILITY_IAM"
            assert deploy["confirm_changeset"] == (stage in case.spec.protected)
            assert deploy["tags"] == f"Application={case.spec.app} Stage={stage}"


def test_the_emulators_listen_on_loopback_only(every_case: Sequence[goldens.Case]) -> None:
    """No port beyond this computer, no Docker socket, no floating version, each is watched."""
    for case in every_case:
        for name, service in compose(case)["services"].items():
            place = f"{case.name} {name}"
            assert all(port.startswith("127.0.0.1:") for port in service["ports"]), place
            assert re.search(r":\d+\.\d+\.\d+$", service["image"]), place
            assert service["healthcheck"]["test"], place
            assert "docker.sock" not in json.dumps(service), place


def compose(case: goldens.Case) -> dict[str, Any]:
    """The compose file."""
    parsed: dict[str, Any] = yaml.load(text(case, COMPOSE), yaml.CSafeLoader)
    return parsed


@pytest.mark.parametrize(
    ("name", "images"),
    [
        ("base", ["localstack/localstack:4.14.0", "ministackorg/ministack:1.5.33"]),
        ("local-ministack", ["ministackorg/ministack:1.5.33"]),
    ],
)
def test_local_engine(name: str, images: list[str]) -> None:
    """The engine answers at the port of AWS's emulators, and sam local is told of it."""
    case = goldens.golden_case(name)
    services = compose(case)["services"]
    settings = tomllib.loads(text(case, SAMCONFIG))["default"]["local_start_api"]["parameters"]
    assert [service["image"] for service in services.values()] == images
    assert services[case.spec.engine]["ports"] == ["127.0.0.1:4566:4566"]
    told = json.loads(case.files[PurePosixPath(settings["env_vars"])])["Parameters"]
    assert told["AWS_ENDPOINT_URL"] == f"http://{case.spec.engine}:4566"
    assert settings["docker_network"] == compose(case)["networks"]["default"]["name"]


def test_compose_files_fit_the_compose_schema(
    every_case: Sequence[goldens.Case], tmp_path: Path
) -> None:
    """By the schema of the Compose specification."""
    files: list[Path] = []
    for content in {case.files[COMPOSE] for case in every_case}:
        files.append(tmp_path / f"compose-{len(files)}.yml")
        files[-1].write_bytes(content)
    command: list[str | Path] = [toolchain.beside("check-jsonschema"), *files]
    command += ["--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_compose_starts_the_ministack_that_dev_runs(
    every_case: Sequence[goldens.Case], tmp_path: Path
) -> None:
    """The same version, the same listeners off, and no service that `scaffold dev` has not."""
    ours = process.variables(process.Settings(tmp_path), 4566)
    pinned = re.search(r"^ministack==(\S+)", emulator.REQUIREMENTS.read_text(), re.MULTILINE)
    assert pinned
    for case in every_case:
        service = compose(case)["services"]["ministack"]
        told = dict(service["environment"])
        assert service["image"] == f"ministackorg/ministack:{pinned[1]}", case.name
        assert set(told.pop("SERVICES").split(",")) <= set(ours["SERVICES"].split(",")), case.name
        # Each has a folder of its own.
        assert ("S3_DATA_DIR" in told) == ("S3_PERSIST" in told), case.name
        told.pop("S3_DATA_DIR", None)
        assert told == {name: ours[name] for name in told}, case.name
        assert {"IOT_MTLS_ENABLED", "SFTP_ENABLED"} <= told.keys(), case.name


def test_sam_local_knows_every_name(every_case: Sequence[goldens.Case]) -> None:
    """Each variable that names a resource names the emulator's; `sam local` sets the others itself.

    What is not in the emulator is said in the README: users, and functions that others call.
    """
    for case in every_case:
        stack = Stack(case, case.spec.stages[0])
        told = {
            name
            for function in stack.of_type("AWS::Lambda::Function")
            for name, value in stack.environment(function.id).items()
            if value in stack.resources
        }
        names = json.loads(case.files[ENVIRONMENT])["Parameters"]
        absent = told - names.keys()
        page = text(case, README)
        assert names.keys() == {"AWS_ENDPOINT_URL", *(told - absent)}, case.name
        assert all(name.endswith("_FUNCTION") or name == "USER_POOL_ID" for name in absent)
        calls = any(name.endswith("_FUNCTION") for name in absent)
        assert ("Functions cannot call each other" in page) == calls, case.name
        assert "USER_POOL_ID" not in absent or "`sam local` does not verify tokens" in page, (
            case.name
        )


class Recorder:
    """A client of AWS that keeps what it is asked for."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def create_client(self, *_: str, **settings: str) -> Recorder:
        """Give itself for every service; the emulator is the only place it may go."""
        assert settings["endpoint_url"] == "http://localhost:4566"
        return self

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any call of any service
        """Note a call."""
        return lambda **arguments: self.calls.append((name, arguments))


def test_the_emulator_has_the_tables_of_the_template(
    every_case: Sequence[goldens.Case], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Same keys, same indexes, and a bucket for each, which the frontend's pages may use."""
    for case in every_case:
        if RESOURCES in case.files:
            script = tmp_path / "resources.py"
            script.write_bytes(case.files[RESOURCES])
            recorder = Recorder()
            with monkeypatch.context() as patch:
                patch.setattr(botocore.session, "get_session", lambda each=recorder: each)
                runpy.run_path(str(script))
            made = {
                call["TableName"]: call for name, call in recorder.calls if name == "create_table"
            }
            buckets = [call["Bucket"] for name, call in recorder.calls if name == "create_bucket"]
            names = json.loads(case.files[ENVIRONMENT])["Parameters"]
            del names["AWS_ENDPOINT_URL"]
            assert {*made, *buckets} == {*names.values()}, case.name
            stack = Stack(case, case.spec.stages[0])
            for table in stack.of_type("AWS::DynamoDB::Table"):
                for part in ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes"):
                    assert made[table.id].get(part) == table.properties.get(part), case.name


def test_config_json_comes_from_the_outputs(every_stack: Sequence[Stack]) -> None:
    """`make config` asks for what the frontend reads, and every answer is there."""
    for stack in every_stack:
        query = re.search(r'--query "(.+?)"', text(stack.case, MAKEFILE), re.DOTALL)
        assert query
        outputs = [{"OutputKey": key, "OutputValue": value} for key, value in stack.outputs.items()]
        expression = query[1].replace("\\\n", " ")
        config = jmespath.search(expression, {"Stacks": [{"Outputs": outputs}]})
        wanted = {"apiUrl": "HttpApi.ApiEndpoint", "region": "us-east-1"}
        if stack.case.spec.auth:
            wanted |= {"userPoolId": "UserPool", "userPoolClientId": "UserPoolClient"}
        assert config == wanted, stack.case.name


def test_documented_commands_exist(every_case: Sequence[goldens.Case]) -> None:
    """Each `make` target of a page is in the Makefile, each `scaffold` command is built."""
    for case in every_case:
        targets = set(re.findall(r"^([a-z0-9]+):", text(case, MAKEFILE), re.MULTILINE))
        for path in (README, ARCHITECTURE, PurePosixPath("load/README.md")):
            page = text(case, path)
            assert set(re.findall(r"(?:^|`)make ([a-z0-9]+)", page, re.MULTILINE)) <= targets, path
            named = set(re.findall(r"(?:^|`)scaffold ([a-z]+)", page, re.MULTILINE))
            assert named <= set(COMMANDS), path


def test_makefile_lists_its_targets(tmp_path: Path) -> None:
    """`make` alone says what there is, a line each."""
    (tmp_path / "Makefile").write_bytes(goldens.example_case("video-share").files[MAKEFILE])
    done = subprocess.run(
        ["make", "--no-print-directory"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    named = [line.split()[0] for line in done.stdout.splitlines()]
    declared = re.search(r"^\.PHONY: (.*)$", (tmp_path / "Makefile").read_text(), re.MULTILINE)
    assert declared
    assert named == declared[1].split()


def test_the_drawing_is_of_the_template(every_case: Sequence[goldens.Case]) -> None:
    """Every box is a resource, every function has a box, and each index is in its table."""
    for case in every_case:
        page = text(case, ARCHITECTURE)
        drawing = re.search(r"```mermaid\n(.*?)```", page, re.DOTALL)
        assert drawing
        stack = Stack(case, case.spec.stages[0])
        boxes = set(re.findall(r"\b[A-Z][A-Za-z0-9]+", re.sub(r"-- .*? -->", "", drawing[1])))
        assert boxes - {"LR", "Browser"} <= stack.resources.keys(), case.name
        functions = {each.id for each in stack.of_type("AWS::Lambda::Function")}
        assert functions <= boxes, case.name
        for table in stack.of_type("AWS::DynamoDB::Table"):
            for index in table.properties.get("GlobalSecondaryIndexes", []):
                assert f"| `{index['IndexName']}` |" in page, case.name


def test_pages_name_the_dead_letters(every_stack: Sequence[Stack]) -> None:
    """Whoever has a queue of failures is told what to do with it."""
    for stack, _ in found(every_stack, "AWS::SQS::Queue"):
        assert "requestPayload" in text(stack.case, ARCHITECTURE), stack.case.name


def test_the_load_test_calls_routes_that_exist(every_case: Sequence[goldens.Case]) -> None:
    """Every path that a visitor asks for is a route; every task is a method."""
    for case in every_case:
        (api,) = Stack(case, case.spec.stages[0]).of_type("AWS::ApiGatewayV2::Api")
        paths = [re.sub(r"\{[^}]*\}", "[^/]+", path) for path in api.properties["Body"]["paths"]]
        tree = ast.parse(text(case, LOCUSTFILE))
        (visitor,) = [each for each in tree.body if getattr(each, "name", "") == "Visitor"]
        methods = {each.name for each in ast.walk(visitor) if isinstance(each, ast.FunctionDef)}
        tasks = re.search(r"tasks = \[(.*?)\n    \]", text(case, LOCUSTFILE), re.DOTALL)
        assert tasks
        assert set(re.findall(r"[a-z]\w+", tasks[1])) == methods - {"on_start"}, case.name
        for constant in ast.walk(visitor):
            if isinstance(constant, ast.Constant) and str(constant.value).startswith("/"):
                asked = str(constant.value)
                known = any(re.fullmatch(path, asked) for path in paths)
                assert known or asked in {"/", "/complete", "/{id}/complete"}, (
                    f"{case.name} {asked}"
                )
