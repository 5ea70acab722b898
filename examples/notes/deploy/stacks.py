"""The stacks of stages, and the SAM CLI, which deploys them."""

import json
import os
import subprocess
import sys
import time
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import ClientError

from . import templates
from .resources import physical_ids
from .templates import Template

if TYPE_CHECKING:
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
            body: Any = self._client.get_template(StackName=self.name)["TemplateBody"]
        except ClientError as error:
            if error.response["Error"]["Code"] == "ValidationError":
                return None
            raise
        return templates.parse(body if isinstance(body, str) else json.dumps(body))

    def deploy(self, template: Template) -> None:
        """Deploy a template, and wait until all of its indexes can be read."""
        path = _BUILD / "step.json"
        templates.write(template, path)
        _sam("deploy", "--template-file", str(path), *self._settings())
        self._wait(template)

    def migrate(self, phase: str) -> None:
        """Migrate the stored items, `before` or `after` the code is deployed."""
        if _MIGRATE.exists():
            if phase == "after":
                time.sleep(_longest_timeout(self.deployed() or {}))
            module = [sys.executable, "-m", "deploy.migrate", f"--{phase}", "--pending"]
            command = [*module, "--stack", self.name, "--region", self.region]
            subprocess.run(command, check=True)  # noqa: S603 - our own program

    def _wait(self, template: Template) -> None:
        """Wait for indexes, as CloudFormation does not."""
        physical = physical_ids(self.name, self.region)
        client = boto3.client("dynamodb", region_name=self.region)
        for name, resource in template["Resources"].items():
            if resource["Type"] == "AWS::DynamoDB::Table" and name in physical:
                while not _is_ready(client.describe_table(TableName=physical[name])["Table"]):
                    time.sleep(_PAUSE)

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
    def _client(self) -> Any:
        return boto3.client("cloudformation", region_name=self.region)


def _longest_timeout(template: Template) -> int:
    """Return the seconds after which no function of the former code runs any more."""
    resources = template.get("Resources", {}).values()
    timeouts = [each.get("Properties", {}).get("Timeout") for each in resources]
    timeouts.append(template.get("Globals", {}).get("Function", {}).get("Timeout"))
    return max((timeout for timeout in timeouts if isinstance(timeout, int)), default=0)


def _is_ready(table: "TableDescriptionTypeDef") -> bool:
    states = [table["TableStatus"]]
    states += [index["IndexStatus"] for index in table.get("GlobalSecondaryIndexes", [])]
    return set(states) == {"ACTIVE"}


def _sam(command: str, *arguments: str) -> None:
    environment = {**os.environ, "SAM_CLI_TELEMETRY": "0"}
    subprocess.run(["sam", command, *arguments], check=True, cwd=ROOT, env=environment)  # noqa: S603, S607 - the user's own
