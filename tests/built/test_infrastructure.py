"""template.yaml: clean for every linter, built by SAM, and what the spec asks for."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib import resources as package_files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import goldens
import pytest
import toolchain
from cloudformation import TEMPLATE, Stack, found, parse, source, translation

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES: Final = ("hello", "notes", "video-share")
CHECKOV: Final = PurePosixPath(".checkov.yaml")
HOSTILE: Final = "title-hostile"


@pytest.fixture(scope="module")
def distinct(every_case: Sequence[goldens.Case]) -> list[goldens.Case]:
    """The cases, leaving out those whose template another has too."""
    return list({case.files[TEMPLATE]: case for case in every_case}.values())


@pytest.fixture(scope="module")
def translated(
    distinct: list[goldens.Case], tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    """The translation of every template, as a file."""
    folder = tmp_path_factory.mktemp("translated")
    return [
        written(folder / f"{case.name}.json", json.dumps(translation(case), ensure_ascii=False))
        for case in distinct
    ]


def written(path: Path, text: str) -> Path:
    """A file with that text."""
    path.write_text(text, encoding="utf-8")
    return path


def output_of(*command: str | Path) -> str:
    """All that a program prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def cfn_lint(cases: Sequence[goldens.Case], translated: Sequence[Path], folder: Path) -> str:
    """What cfn-lint says of templates, which it does not expand, and of what SAM makes of them."""
    sources = [
        written(folder / f"{case.name}.yaml", case.files[TEMPLATE].decode()) for case in cases
    ]
    return output_of(toolchain.beside("cfn-lint"), "--template", *sources, *translated)


def test_cfn_lint_prints_nothing_on_the_largest(tmp_path: Path) -> None:
    """Not on a template with nearly everything, nor on one with hostile text."""
    cases = [goldens.example_case("video-share"), goldens.golden_case(HOSTILE)]
    expanded = [
        written(tmp_path / f"{case.name}.json", json.dumps(translation(case), ensure_ascii=False))
        for case in cases
    ]
    assert cfn_lint(cases, expanded, tmp_path) == ""


@pytest.mark.slow
def test_cfn_lint_prints_nothing(
    distinct: list[goldens.Case], translated: list[Path], tmp_path: Path
) -> None:
    """Not on any template."""
    assert cfn_lint(distinct, translated, tmp_path) == ""


@pytest.mark.slow
def test_checkov_finds_nothing_without_a_written_reason(tmp_path: Path) -> None:
    """What is skipped is in .checkov.yaml, with its reason."""
    cases = [goldens.golden_case("function-uses"), *map(goldens.example_case, EXAMPLES)]
    settings = written(tmp_path / "checkov.yaml", cases[0].files[CHECKOV].decode())
    templates = [
        written(tmp_path / f"{case.name}.json", json.dumps(translation(case))) for case in cases
    ]
    files = (argument for template in templates for argument in ("--file", template))
    checkov = toolchain.beside("checkov")
    output = output_of(checkov, "--config-file", settings, "--skip-download", *files)
    assert "Failed checks: 0," in output, output


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_sam_validates_and_builds(name: str, tmp_path: Path) -> None:
    """`sam validate --lint` and `sam build`, with no interpreter of the functions' version."""
    project = goldens.example_case(name).write(tmp_path)
    sam = os.environ.get("SCAFFOLD_SAM", "sam")
    # SAM calls uv.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {"SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "us-east-1", "PATH": path}
    for command in (["validate", "--lint"], ["build"]):
        done = subprocess.run(
            [sam, *command],
            cwd=project,
            env=os.environ | settings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    built = project / ".aws-sam" / "build"
    template = parse((built / "template.yaml").read_bytes())["Resources"]
    functions = [each for each in template.values() if each["Type"] == "AWS::Serverless::Function"]
    # SAM builds once what has one CodeUri.
    (code,) = {built / each["Properties"]["CodeUri"] for each in functions}
    assert (code / goldens.example_case(name).spec.package / "health.py").is_file()
    assert (code / "aws_lambda_powertools").is_dir()


def test_handlers_are_there(every_stack: Sequence[Stack]) -> None:
    """Each function's handler is a module of the backend."""
    for stack, function in found(every_stack, "AWS::Lambda::Function"):
        module, _, name = function.properties["Handler"].rpartition(".")
        path = PurePosixPath("backend/src", *module.split(".")).with_suffix(".py")
        assert path in stack.case.files, f"{stack.case.name} {function.id}"
        assert re.search(
            rf"^(def {name}\b|{name}\b)", stack.case.files[path].decode(), re.MULTILINE
        )


def test_functions_run_as_the_spec_says(every_stack: Sequence[Stack]) -> None:
    """Runtime, memory and timeout are those of the spec; all run on Graviton, and are traced."""
    for stack in every_stack:
        spec = stack.case.spec
        for each in stack.of_type("AWS::Lambda::Function"):
            assert each.properties["Runtime"] == spec.runtime
            assert each.properties["Architectures"] == ["arm64"]
            assert each.properties["TracingConfig"] == {"Mode": "Active"}
            assert each.properties["LoggingConfig"]["LogFormat"] == "JSON"
        for function in spec.functions:
            properties = stack.resources[f"{function.name.pascal}Function"].properties
            assert properties["MemorySize"] == function.memory
            assert properties["Timeout"] == function.timeout


def test_every_entity_has_its_resources(every_stack: Sequence[Stack]) -> None:
    """A table a model, a bucket a bucket, a function each, a group a group; and not one more."""
    for stack in every_stack:
        spec = stack.case.spec
        functions = {f"{each.name.pascal}Function" for each in spec.models}
        functions |= {f"{each.name.pascal}Function" for each in spec.functions}
        functions |= {f"{each.name.pascal}BucketFunction" for each in spec.buckets}
        functions |= {"HealthCheckFunction"}
        groups = spec.auth.groups if spec.auth else ()
        functions |= {"UserGroupsFunction"} if "admins" in groups else set()
        tables = {f"{each.identity.pascal}Table" for each in spec.models}
        tables |= {"IdempotencyTable"} if any(each.uploads for each in spec.functions) else set()
        assert ids(stack, "AWS::Lambda::Function") == functions, stack.case.name
        assert ids(stack, "AWS::DynamoDB::Table") == tables, stack.case.name
        buckets = {f"{each.identity.pascal}Bucket" for each in spec.buckets}
        assert ids(stack, "AWS::S3::Bucket") == buckets, stack.case.name
        assert {
            each.properties["GroupName"] for each in stack.of_type("AWS::Cognito::UserPoolGroup")
        } == set(groups)
        assert ids(stack, "AWS::Cognito::UserPool") == ({"UserPool"} if spec.auth else set())


def ids(stack: Stack, kind: str) -> set[str]:
    """The logical ids of the resources of a type."""
    return {each.id for each in stack.of_type(kind)}


def test_tables_have_an_index_for_each_access_pattern() -> None:
    """All, by owner, and by each entry of the index, the newest first."""
    stack = Stack(goldens.example_case("video-share"), "dev")
    indexes = stack.resources["VideoTable"].properties["GlobalSecondaryIndexes"]
    keys = {
        each["IndexName"]: [(key["AttributeName"], key["KeyType"]) for key in each["KeySchema"]]
        for each in indexes
    }
    assert keys == {
        "all": [("_all", "HASH"), ("id", "RANGE")],
        "by-owner": [("owner", "HASH"), ("id", "RANGE")],
        "by-status": [("status", "HASH"), ("id", "RANGE")],
        "by-channel": [("channel", "HASH"), ("id", "RANGE")],
    }


def test_log_groups_are_kept_longer_in_the_protected_stage(every_stack: Sequence[Stack]) -> None:
    """No log is kept for ever."""
    for stack, group in found(every_stack, "AWS::Logs::LogGroup"):
        assert group.properties["RetentionInDays"] == (90 if stack.protected else 14)


def test_text_of_the_spec_stays_text() -> None:
    """Quotes, line ends and `${}` reach the function as they were typed."""
    case = goldens.golden_case(HOSTILE)
    environment = Stack(case, "dev").environment("HelloFunction")
    (function,) = case.spec.functions
    assert function.env
    assert {name: environment[name] for name, _ in function.env} == dict(function.env)


def test_emulators_are_for_this_computer_only(every_case: Sequence[goldens.Case]) -> None:
    """Deployed, no function has the variable; `sam local`, which sets only known ones, knows it."""
    for case in every_case:
        for stage in case.spec.stages:
            environment = Stack(case, stage).environment("HealthCheckFunction")
            assert "AWS_ENDPOINT_URL" not in environment
        assert source(case)["Globals"]["Function"]["Environment"]["Variables"]["AWS_ENDPOINT_URL"]


def test_outputs_tell_a_client_where_it_is(every_stack: Sequence[Stack]) -> None:
    """What config.json needs, and the names of what holds data."""
    for stack in every_stack:
        wanted = {"ApiUrl": "HttpApi.ApiEndpoint", "Region": "us-east-1"}
        if stack.case.spec.auth:
            wanted |= {"UserPoolId": "UserPool", "UserPoolClientId": "UserPoolClient"}
        for model in stack.case.spec.models:
            wanted[f"{model.name.pascal}TableName"] = f"{model.identity.pascal}Table"
        for bucket in stack.case.spec.buckets:
            wanted[f"{bucket.name.pascal}BucketName"] = f"{bucket.identity.pascal}Bucket"
        given = {name: value for name, value in stack.outputs.items() if name != "LoadClientId"}
        assert given == wanted, stack.case.name


def test_everything_that_takes_tags_has_them(every_stack: Sequence[Stack]) -> None:
    """Costs are told apart by application, stage and feature."""
    kinds = {each.type for stack in every_stack for each in stack.resources.values()}
    properties = tag_properties(kinds)
    for stack in every_stack:
        for each in stack.resources.values():
            place = f"{stack.case.name} {each.id}"
            if each.type == "AWS::ApiGatewayV2::Api":
                tags = each.properties["Body"]["tags"]
                tags = {tag["name"]: tag["x-amazon-apigateway-tag-value"] for tag in tags}
            elif each.type in properties:
                tags = plain(each.properties.get(properties[each.type], {}))
            else:
                continue
            assert tags.get("Application") == stack.case.spec.app, place
            assert tags.get("Stage") == stack.stage, place
            assert re.fullmatch(r"[a-z0-9_.-]+", tags.get("Feature", "")), place


def plain(tags: dict[str, str] | list[dict[str, str]]) -> dict[str, str]:
    """Tags as a mapping, whichever form a resource takes them in."""
    return tags if isinstance(tags, dict) else {tag["Key"]: tag["Value"] for tag in tags}


def tag_properties(kinds: set[str]) -> dict[str, str]:
    """The property that holds the tags of each type that takes any, by AWS's own schemas."""
    root = package_files.files("cfnlint") / "data/schemas"
    providers = json.loads((root / "providers/us-east-1.json").read_text())
    tagged: dict[str, str] = {}
    for kind in kinds:
        schema: dict[str, Any] = json.loads(
            (root / f"resources/{providers[kind]}.json").read_text()
        )
        if schema.get("tagging", {}).get("taggable"):
            tagged[kind] = schema["tagging"]["tagProperty"].removeprefix("/properties/")
    return tagged
