"""The stacks of stages, and the SAM CLI, which deploys them."""

import json
import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import ClientError

from . import templates
from .deployment import Index
from .indexes import indexes_of
from .resources import physical_ids
from .templates import Template

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TableDescriptionTypeDef

ROOT = Path(__file__).parents[1]
_BUILD = ROOT / ".aws-sam" / "build"
_MIGRATE = Path(__file__).with_name("migrate.py")
# Seconds between two looks at an index that is being filled.
_PAUSE = 5


@dataclass(frozen=True)
class Stack:
    """The stack of a stage."""

    app: str
    stage: str
    region: str

    @property
    def name(self) -> str:
        """The name of the stack."""
        return f"{self.app}-{self.stage}"

    def build(self) -> Template:
        """Build the functions; return the template with the paths of what was built."""
        _sam("build")
        return templates.read(_BUILD / "template.yaml")

    def deployed(self) -> Template | None:
        """Return the template of the stack, or None if there is no stack yet."""
        try:
            body: Any = self._cloudformation.get_template(StackName=self.name)["TemplateBody"]
        except ClientError as error:
            if error.response["Error"]["Code"] == "ValidationError":
                return None
            raise
        template = templates.parse(body if isinstance(body, str) else json.dumps(body))
        # A stack whose first change set was never executed has no resources.
        return template if template.get("Resources") else None

    def leftovers(self, deployed: Template, wanted: Template) -> list[Index]:
        """Return the indexes that are to be made, but that tables have already.

        CloudFormation leaves the index in the table when an update that makes one is rolled back.
        Any other index that it does not know of is somebody's own.
        """
        return [
            Index(table, name)
            for table, described in self._tables(deployed)
            for name in sorted(_index_states(described))
            if name in indexes_of(wanted, table).keys() - indexes_of(deployed, table).keys()
        ]

    def drop(self, index: Index) -> None:
        """Drop an index by itself, and wait until it is gone."""
        table = physical_ids(self.name, self.region)[index.table]
        self._dynamodb.update_table(
            TableName=table, GlobalSecondaryIndexUpdates=[{"Delete": {"IndexName": index.name}}]
        )
        while index.name in _index_states(self._describe(table)):
            time.sleep(_PAUSE)

    def deploy(self, template: Template) -> None:
        """Deploy a template, and wait until all of its indexes can be read."""
        path = _BUILD / "step.json"
        templates.write(template, path)
        _sam("deploy", "--template-file", str(path), *self._settings())
        self._wait(template)

    def drain(self) -> None:
        """Wait until no function of the former code runs any more."""
        if _MIGRATE.exists():
            time.sleep(_longest_timeout(self.deployed() or {}))

    def migrate(self, phase: str) -> None:
        """Migrate the stored items, `before` or `after` the code is deployed."""
        if _MIGRATE.exists():
            module = [sys.executable, "-m", "deploy.migrate", f"--{phase}", "--pending"]
            command = [*module, "--stack", self.name, "--region", self.region]
            subprocess.run(command, check=True)  # noqa: S603 - our own program

    def _wait(self, template: Template) -> None:
        """Wait for indexes, as CloudFormation does not."""
        while not all(_is_ready(described) for _, described in self._tables(template)):
            time.sleep(_PAUSE)

    def _tables(self, template: Template) -> Iterator[tuple[str, "TableDescriptionTypeDef"]]:
        physical = physical_ids(self.name, self.region)
        for name, resource in template["Resources"].items():
            if resource["Type"] == "AWS::DynamoDB::Table" and name in physical:
                yield name, self._describe(physical[name])

    def _describe(self, table: str) -> "TableDescriptionTypeDef":
        return self._dynamodb.describe_table(TableName=table)["Table"]

    def _settings(self) -> list[str]:
        """Return the options of the stage; samconfig.toml need not have one such as pr-12."""
        config = tomllib.loads((ROOT / "samconfig.toml").read_text(encoding="utf-8"))
        if self.stage in config:
            return ["--config-env", self.stage]
        return [
            *("--stack-name", self.name, "--region", self.region),
            *("--parameter-overrides", f"Stage={self.stage}"),
            *("--tags", f"Application={self.app}", f"Stage={self.stage}"),
            *("--capabilities", "CAPABILITY_IAM", "--resolve-s3", "--s3-prefix", self.name),
            *("--no-confirm-changeset", "--no-fail-on-empty-changeset"),
        ]

    @cached_property
    def _cloudformation(self) -> Any:
        return boto3.client("cloudformation", region_name=self.region)

    @cached_property
    def _dynamodb(self) -> "DynamoDBClient":
        return boto3.client("dynamodb", region_name=self.region)


def _longest_timeout(template: Template) -> int:
    """Return the seconds after which no function of the former code runs any more."""
    resources = template.get("Resources", {}).values()
    timeouts = [each.get("Properties", {}).get("Timeout") for each in resources]
    timeouts.append(template.get("Globals", {}).get("Function", {}).get("Timeout"))
    return max((timeout for timeout in timeouts if isinstance(timeout, int)), default=0)


def _is_ready(table: "TableDescriptionTypeDef") -> bool:
    return {table["TableStatus"], *_index_states(table).values()} == {"ACTIVE"}


def _index_states(table: "TableDescriptionTypeDef") -> dict[str, str]:
    return {
        index["IndexName"]: index["IndexStatus"]
        for index in table.get("GlobalSecondaryIndexes", [])
    }


def _sam(command: str, *arguments: str) -> None:
    environment = {**os.environ, "SAM_CLI_TELEMETRY": "0"}
    subprocess.run(["sam", command, *arguments], check=True, cwd=ROOT, env=environment)  # noqa: S603, S607 - the user's own
