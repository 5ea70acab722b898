"""The resources of template.yaml that tests need, in memory."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest
import yaml
from aws_lambda_powertools.utilities.typing import LambdaContext

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

TEMPLATE = Path(__file__).parents[2] / "template.yaml"
USER_POOL = "AWS::Cognito::UserPool"


class _Loader(yaml.SafeLoader):
    """Reads `!Ref Name` as `{"Ref": "Name"}`, and the other short forms likewise."""


def _short_form(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    if isinstance(node, yaml.SequenceNode):
        return {suffix: loader.construct_sequence(node, deep=True)}
    return {suffix: str(node.value)}


_Loader.add_multi_constructor("!", _short_form)


@cache
def resources() -> dict[str, dict[str, Any]]:
    """Return the resources of template.yaml by logical id."""
    template = yaml.load(TEMPLATE.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a SafeLoader
    return dict(template["Resources"])


def of_type(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return the resources of a type with their properties."""
    for name, resource in resources().items():
        if resource["Type"] == kind:
            yield name, resource.get("Properties", {})


@cache
def dynamodb() -> "DynamoDBClient":
    """Return a client; creating one is slow, so that all tests share it."""
    return boto3.client("dynamodb")


@cache
def s3() -> "S3Client":
    """Return a client; creating one is slow, so that all tests share it."""
    return boto3.client("s3")


@cache
def cognito() -> "CognitoIdentityProviderClient":
    """Return a client; creating one is slow, so that all tests share it."""
    return boto3.client("cognito-idp")


class Context(LambdaContext):
    """The context of a Lambda invocation."""

    _function_name = "function"
    _memory_limit_in_mb = 512
    _invoked_function_arn = "arn:aws:lambda:eu-west-1:123456789012:function:function"
    _aws_request_id = "00000000-0000-0000-0000-000000000000"

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        """Return the remaining time in milliseconds."""
        return 10_000


class Cloud:
    """The resources of template.yaml, in memory."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self._physical: dict[str, str] = {}
        self._create_tables()
        self._create_buckets()

    def invoke(self, function: str, event: Mapping[str, Any]) -> Any:
        """Invoke the function with a logical id, in its own environment."""
        properties = resources()[function]["Properties"]
        self.set_environment(function)
        module, _, name = properties["Handler"].rpartition(".")
        return getattr(import_module(module), name)(event, Context())

    def set_environment(self, function: str) -> None:
        """Set the environment variables of a function, and only those."""
        properties = resources()[function]["Properties"]
        given = properties.get("Environment", {}).get("Variables", {})
        for _, other in of_type("AWS::Serverless::Function"):
            for name in other.get("Environment", {}).get("Variables", {}):
                self._monkeypatch.delenv(name, raising=False)
        for name, value in given.items():
            self._monkeypatch.setenv(name, self._resolve(value))

    def physical(self, logical_id: str) -> str:
        """Return the physical name of a resource."""
        if logical_id not in self._physical and logical_id in dict(of_type(USER_POOL)):
            self._create_user_pool(logical_id)
        return self._physical.get(logical_id, logical_id)

    def _resolve(self, value: object) -> str:
        match value:
            case {"Ref": str(name)}:
                return self.physical(name)
            case {"Join": [str(separator), list(parts)]}:
                return separator.join(parts)
            case _:
                return str(value)

    def _create_tables(self) -> None:
        for name, properties in of_type("AWS::DynamoDB::Table"):
            known = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
            given = {key: properties[key] for key in known if key in properties}
            dynamodb().create_table(TableName=name, **given)

    def _create_buckets(self) -> None:
        for name, _ in of_type("AWS::S3::Bucket"):
            self._physical[name] = name.lower()
            s3().create_bucket(
                Bucket=name.lower(),
                CreateBucketConfiguration={"LocationConstraint": "eu-west-1"},
            )

    def _create_user_pool(self, name: str) -> None:
        """Create the user pool for a test that needs it: its keys take long to make."""
        pool = cognito().create_user_pool(PoolName=name, UsernameAttributes=["email"])
        self._physical[name] = pool["UserPool"]["Id"]
        for _, properties in of_type("AWS::Cognito::UserPoolGroup"):
            cognito().create_group(
                GroupName=properties["GroupName"], UserPoolId=self._physical[name]
            )
