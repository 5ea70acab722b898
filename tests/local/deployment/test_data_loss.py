"""`scaffold dev` refuses to lose the data that `scaffold plan` warns of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from emulators import Bench, write_project

from scaffold.cloudformation.changeset import resource_changes
from scaffold.cloudformation.data_loss import DATA_STORES
from scaffold.cloudformation.template import parse_template
from scaffold.local.deployment.data_loss import HOLDS_DATA, DataLossError
from scaffold.local.deployment.resource_types import EMULATED

if TYPE_CHECKING:
    from pathlib import Path

    from scaffold.local.application import Application

TEMPLATE = """\
Resources:
  Pool: {Type: AWS::Cognito::UserPool, Properties: {UsernameAttributes: [email]}}
  Group:
    Type: AWS::Cognito::UserPoolGroup
    Properties: {UserPoolId: !Ref Pool, GroupName: editors}
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      TableName: items
  Global:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      Replicas: [{Region: us-east-1}]
      TableName: global-items
  Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: held-objects}}
  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: held-messages}}
  Secret: {Type: AWS::SecretsManager::Secret, Properties: {Name: held-values, SecretString: a}}
"""
# For each resource: a change that replaces it, and what `dev` says.
REPLACEMENTS = {
    "Pool": ("UsernameAttributes: [email]", "UsernameAttributes: [phone_number]", "users"),
    "Group": ("GroupName: editors", "GroupName: authors", "members"),
    "Table": ("TableName: items", "TableName: others", "items"),
    "Global": ("TableName: global-items", "TableName: global-others", "items"),
    "Bucket": ("BucketName: held-objects", "BucketName: other-objects", "objects"),
    "Queue": ("QueueName: held-messages", "QueueName: other-messages", "messages"),
    "Secret": ("Name: held-values", "Name: other-values", "values"),
}


def test_every_emulated_data_store_is_checked() -> None:
    """The types that hold data for `plan` are those that `dev` checks, if the emulator has them.

    Log events are in the log file of `dev`, whatever becomes of the group.
    """
    assert HOLDS_DATA.keys() == DATA_STORES.keys() & EMULATED - {"AWS::Logs::LogGroup"}


def test_every_checked_type_is_in_the_template() -> None:
    """The tests below cover all types that hold data."""
    resources = parse_template(TEMPLATE).resources

    assert {resource.type for resource in resources.values()} == HOLDS_DATA.keys()


def fill(bench: Bench, application: Application) -> None:
    """Put data into every resource."""
    resources, cognito = application.resources, bench.emulator.client("cognito-idp")
    pool = resources["Pool"]
    cognito.admin_create_user(UserPoolId=pool, Username="ada@example.com")
    cognito.admin_add_user_to_group(
        UserPoolId=pool, Username="ada@example.com", GroupName=resources["Group"]
    )
    dynamodb = bench.emulator.client("dynamodb")
    for table in (resources["Table"], resources["Global"]):
        dynamodb.put_item(TableName=table, Item={"id": {"S": "1"}})
    bench.emulator.client("s3").put_object(Bucket=resources["Bucket"], Key="a", Body=b"x")
    bench.emulator.client("sqs").send_message(QueueUrl=resources["Queue"], MessageBody="x")
    bench.emulator.client("secretsmanager").put_secret_value(
        SecretId=resources["Secret"], SecretString="b"
    )


@pytest.fixture(scope="module")
def project(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deployed project whose resources hold data."""
    root = write_project(tmp_path_factory.mktemp("stores") / "stores", TEMPLATE)
    fill(bench, bench.deploy(root))
    return root


@pytest.mark.slow
@pytest.mark.parametrize("logical_id", REPLACEMENTS)
def test_dev_refuses_what_plan_calls_a_replacement(
    bench: Bench, project: Path, logical_id: str
) -> None:
    """A replaced resource that holds data stops the deployment."""
    before, after, contents = REPLACEMENTS[logical_id]
    assert TEMPLATE.count(before) == 1
    changed = TEMPLATE.replace(before, after)
    actions = {change.logical_id: change.action for change in resource_changes(TEMPLATE, changed)}

    with pytest.raises(DataLossError, match=f"{logical_id} would lose its {contents}: .* changed"):
        bench.deploy(write_project(project, changed))

    assert actions[logical_id] == ("refused" if logical_id == "Pool" else "replaced")


@pytest.mark.slow
def test_dev_refuses_to_remove_data_stores(bench: Bench, project: Path) -> None:
    """One sentence per resource that holds data."""
    root = write_project(project, "Resources: {Topic: {Type: AWS::SNS::Topic}}")

    with pytest.raises(DataLossError) as raised:
        bench.deploy(root)

    assert sorted(raised.value.losses) == sorted(
        f"{logical_id} would lose its {contents}: it is no longer in the template."
        for logical_id, (_, _, contents) in REPLACEMENTS.items()
    )


@pytest.mark.slow
def test_empty_data_stores_may_be_replaced(bench: Bench, tmp_path: Path) -> None:
    """A stack without data is replaced without a question."""
    template = TEMPLATE.replace("items", "empty").replace("held-", "empty-")
    root = write_project(tmp_path / "empty", template)
    bench.deploy(root)

    after = template.replace("-objects", "-files").replace("TableName: empty", "TableName: blank")
    application = bench.deploy(write_project(root, after))

    assert application.resources["Bucket"] == "empty-files"
    assert application.resources["Table"] == "blank"
