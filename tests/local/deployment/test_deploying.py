"""Deploying to the emulator: resources, updates in place, data loss."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from emulators import TEMPLATES, Bench, no_apis, write_project

from scaffold.local.deployment import deploying, planning
from scaffold.local.deployment.data_loss import DataLossError
from scaffold.local.deployment.stacks import Clients, DeploymentError

if TYPE_CHECKING:
    from scaffold.local.application import Application
    from scaffold.local.emulator.cloud import Emulator

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="module")
def video_share(bench: Bench) -> Application:
    """The founding example, deployed."""
    return bench.deploy(EXAMPLES / "video-share")


def test_video_share_deploys_without_warnings(video_share: Application) -> None:
    """All functions and outputs of the example are there."""
    assert video_share.warnings == ()
    assert len(video_share.functions) == 7
    assert video_share.outputs["VideosBucketName"] == video_share.resources["VideosBucket"]


def test_functions_have_environment_and_role(video_share: Application) -> None:
    """Names of tables and buckets, role and folder are those of the stack."""
    function = video_share.function("ProbeVideoFunction")
    assert function is not None
    assert function.environment["VIDEO_TABLE"] == video_share.resources["VideoTable"]
    assert "AWS_ENDPOINT_URL" not in function.environment
    assert function.role.endswith(f"/{video_share.resources['ProbeVideoFunctionRole']}")
    assert function.code == EXAMPLES / "video-share/backend/src"
    assert (function.memory, function.timeout) == (1024, 60)
    assert function.asynchronous.on_failure == (
        "arn:aws:sqs:us-east-1:000000000000:"
        + video_share.resources["ProbeVideoDeadLetters"].rpartition("/")[2]
    )


def test_functions_have_logging_settings_and_aliases(
    bench: Bench, video_share: Application
) -> None:
    """LoggingConfig and AWS::Lambda::Alias are read."""
    function = video_share.function("HelloFunction")
    assert function is not None
    assert (function.log_format, function.log_level) == ("JSON", "INFO")
    (book,) = bench.deploy(TEMPLATES / "connected").functions
    assert (book.aliases, book.log_format) == (("live",), "Text")


def test_uploads_reach_the_async_queue(bench: Bench, video_share: Application) -> None:
    """An object that matches the rule is an event for its target."""
    function = video_share.function("ProbeVideoFunction")
    assert function is not None
    bench.emulator.client("s3").put_object(
        Bucket=video_share.resources["VideosBucket"], Key="uploads/a.mp4", Body=b"x"
    )
    received = bench.emulator.client("sqs").receive_message(
        QueueUrl=function.async_queue, WaitTimeSeconds=10
    )
    event = json.loads(received["Messages"][0]["Body"])
    assert event["detail"]["object"]["key"] == "uploads/a.mp4"


def test_iam_is_enforced(bench: Bench, video_share: Application) -> None:
    """A denied action is reported with the statement that would allow it."""
    function = video_share.function("VideoFunction")
    assert function is not None
    table = video_share.resources["VideoTable"]
    client = bench.emulator.client("dynamodb", function.role)
    client.get_item(TableName=table, Key={"id": {"S": "1"}})
    with pytest.raises(client.exceptions.ClientError, match="AccessDenied"):
        client.scan(TableName=table)
    bench.run(_until_told(bench, "dynamodb:Scan"))
    texts = [getattr(record, "text", "") for record in bench.journal.records()]
    told = [text for text in texts if "dynamodb:Scan" in text]
    assert "    Action: dynamodb:Scan\n" in told[-1]
    assert function.role.rpartition("/")[2] in told[-1]


async def _until_told(bench: Bench, text: str) -> None:
    with bench.journal.subscribe() as records:
        if any(text in getattr(record, "text", "") for record in bench.journal.records()):
            return
        async for record in records:
            if text in getattr(record, "text", ""):
                return


def test_authorize_evaluates_the_role_of_an_access_key(
    bench: Bench, video_share: Application
) -> None:
    """Other access keys are denied."""
    function = video_share.function("VideoFunction")
    assert function is not None
    given = bench.run(bench.emulator.credentials(function.role))
    key = given["AWS_ACCESS_KEY_ID"]
    table = f"arn:aws:dynamodb:us-east-1:000000000000:table/{video_share.resources['VideoTable']}"
    assert bench.run(bench.emulator.authorize(key, "dynamodb:GetItem", table))
    assert not bench.run(bench.emulator.authorize(key, "lambda:InvokeFunction", function.arn))
    assert not bench.run(bench.emulator.authorize("AKIAOTHER", "dynamodb:GetItem", table))


@pytest.mark.parametrize(
    "name", sorted(path.name for path in TEMPLATES.iterdir() if path.name != "rest-api")
)
def test_third_party_templates_deploy_without_warnings(bench: Bench, name: str) -> None:
    """They are translated, deployed and read back."""
    application = bench.deploy(TEMPLATES / name)
    assert application.warnings == ()
    assert application.functions


def test_queue_and_event_source_mapping(bench: Bench) -> None:
    """Redrive policy, visibility timeout and mapping are those of the template."""
    application = bench.deploy(TEMPLATES / "queue-worker")
    (mapping,) = application.mappings
    assert (mapping.batch_size, mapping.batching_window, mapping.maximum_concurrency) == (5, 2, 4)
    assert mapping.partial_failures
    attributes = bench.emulator.client("sqs").get_queue_attributes(
        QueueUrl=application.outputs["QueueUrl"], AttributeNames=["All"]
    )["Attributes"]
    assert mapping.source == attributes["QueueArn"]
    assert attributes["VisibilityTimeout"] == "180"
    assert json.loads(attributes["RedrivePolicy"])["maxReceiveCount"] in {3, "3"}


def test_stream_and_event_source_mapping(bench: Bench) -> None:
    """Filter, starting position and destination are those of the template."""
    (mapping,) = bench.deploy(TEMPLATES / "stream-audit").mappings
    assert "/stream/" in mapping.source
    assert mapping.filters == ({"eventName": ["INSERT", "MODIFY"]},)
    assert (mapping.starting_position, mapping.bisect, mapping.retries) == ("TRIM_HORIZON", True, 2)
    assert mapping.on_failure is not None
    assert ":sqs:" in mapping.on_failure


def test_schedules(bench: Bench) -> None:
    """Scheduled rules and EventBridge Scheduler, with time zone, input and state."""
    hourly, nightly = bench.deploy(TEMPLATES / "nightly-report").schedules
    assert (hourly.kind, hourly.expression, hourly.enabled) == ("rule", "rate(1 hour)", False)
    assert (nightly.kind, nightly.timezone) == ("scheduler", "Asia/Seoul")
    assert (nightly.input, nightly.retries) == ('{"kind": "nightly"}', 3)


DROPPED = """
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      TimeToLiveSpecification: {AttributeName: expires, Enabled: true}
      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
      SSESpecification: {SSEEnabled: true}
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: {SSEAlgorithm: AES256}
      CorsConfiguration:
        CorsRules:
          - {AllowedOrigins: [http://a], AllowedMethods: [PUT], ExposedHeaders: [etag], MaxAge: 60}
      LifecycleConfiguration:
        Rules:
          - Id: parts
            Status: Enabled
            Prefix: uploads/
            AbortIncompleteMultipartUpload: {DaysAfterInitiation: 1}
      NotificationConfiguration:
        EventBridgeConfiguration: {EventBridgeEnabled: true}
  Pool:
    Type: AWS::Cognito::UserPool
    Properties:
      MfaConfiguration: "ON"
      EnabledMfas: [SOFTWARE_TOKEN_MFA]
      AdminCreateUserConfig: {AllowAdminCreateUserOnly: true}
      UsernameConfiguration: {CaseSensitive: false}
      Policies: {PasswordPolicy: {MinimumLength: 12, RequireSymbols: true}}
"""


def test_properties_that_the_emulator_drops_are_patched(bench: Bench, tmp_path: Path) -> None:
    """TTL, backups, encryption, CORS, lifecycle, notifications and pool settings apply."""
    application = bench.deploy(write_project(tmp_path / "dropped", DROPPED))
    assert application.warnings == ()
    table, bucket = application.resources["Table"], application.resources["Bucket"]
    dynamodb, s3 = bench.emulator.client("dynamodb"), bench.emulator.client("s3")
    ttl = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    assert (ttl["AttributeName"], ttl["TimeToLiveStatus"]) == ("expires", "ENABLED")
    backups = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"
    assert (
        dynamodb.describe_table(TableName=table)["Table"]["SSEDescription"]["Status"] == "ENABLED"
    )
    (rule,) = s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
    assert rule["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}
    assert s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    (cors,) = s3.get_bucket_cors(Bucket=bucket)["CORSRules"]
    assert (cors["ExposeHeaders"], cors["MaxAgeSeconds"]) == (["etag"], 60)
    notifications = s3.get_bucket_notification_configuration(Bucket=bucket)
    assert "EventBridgeConfiguration" in notifications
    pool = bench.emulator.client("cognito-idp").describe_user_pool(
        UserPoolId=application.resources["Pool"]
    )["UserPool"]
    assert pool["MfaConfiguration"] == "ON"
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert pool["UsernameConfiguration"] == {"CaseSensitive": False}
    assert pool["Policies"]["PasswordPolicy"]["MinimumLength"] == 12


KEPT = """
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: %s, AttributeType: S}]
      KeySchema: [{AttributeName: %s, KeyType: HASH}]
      %s
  %s: {Type: AWS::S3::Bucket}
"""


def kept(root: Path, key: str = "id", more: str = "Tags: []", bucket: str = "Bucket") -> Path:
    """A project with a table and a bucket."""
    return write_project(root, KEPT % (key, key, more, bucket))


def test_updates_in_place_keep_data(bench: Bench, tmp_path: Path) -> None:
    """A changed setting keeps the table and its items."""
    table = bench.deploy(kept(tmp_path)).resources["Table"]
    dynamodb = bench.emulator.client("dynamodb")
    dynamodb.put_item(TableName=table, Item={"id": {"S": "1"}})
    ttl = "TimeToLiveSpecification: {AttributeName: until, Enabled: true}"
    after = bench.deploy(kept(tmp_path, more=ttl))
    assert after.resources["Table"] == table
    assert dynamodb.scan(TableName=table)["Count"] == 1
    found = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    assert found["AttributeName"] == "until"


@pytest.mark.parametrize(
    ("change", "loss"),
    [
        ({"key": "other"}, "Table would lose its items: KeySchema .*changed, which replaces it"),
        ({"bucket": "Renamed"}, "Bucket would lose its objects: it is no longer in the template"),
    ],
)
def test_data_loss_needs_consent(
    bench: Bench, tmp_path: Path, change: dict[str, str], loss: str
) -> None:
    """An update that loses data is refused, and done with `accept_loss`."""
    before = bench.deploy(kept(tmp_path)).resources
    table, bucket = before["Table"], before["Bucket"]
    bench.emulator.client("dynamodb").put_item(TableName=table, Item={"id": {"S": "1"}})
    bench.emulator.client("s3").put_object(Bucket=bucket, Key="a", Body=b"x")
    with pytest.raises(DataLossError, match=loss):
        bench.deploy(kept(tmp_path, **change))
    assert bench.emulator.client("dynamodb").scan(TableName=table)["Count"] == 1
    after = bench.deploy(kept(tmp_path, **change), accept_loss=True).resources
    held = bench.emulator.client("dynamodb").scan(TableName=after["Table"])["Count"]
    assert held == 0 or "Bucket" not in after


def test_an_empty_table_is_replaced(bench: Bench, tmp_path: Path) -> None:
    """There is no data to lose."""
    bench.deploy(kept(tmp_path))
    table = bench.deploy(kept(tmp_path, key="fresh")).resources["Table"]
    described = bench.emulator.client("dynamodb").describe_table(TableName=table)["Table"]
    assert described["KeySchema"][0]["AttributeName"] == "fresh"


def test_a_failed_resource_is_an_error_with_its_line(bench: Bench, tmp_path: Path) -> None:
    """A corrected template deploys afterwards."""
    broken = write_project(
        tmp_path / "broken",
        """
Resources:
  Setting:
    Type: AWS::SSM::Parameter
    Properties: {Type: Wrong, Value: x}
""",
    )
    with pytest.raises(DeploymentError, match=r"template\.yaml:3: Setting: "):
        bench.deploy(broken)
    fixed = write_project(broken, "Resources: {Topic: {Type: AWS::SNS::Topic}}")
    assert "Topic" in bench.deploy(fixed).resources


def test_deploying_to_a_running_emulator(bare: Emulator, tmp_path: Path) -> None:
    """Any endpoint can serve."""
    found = planning.plan_deployment(TEMPLATES / "stream-audit")
    clients = Clients(bare.endpoint, bare.client)
    application = deploying.deploy(found, clients, no_apis, work=tmp_path)
    assert application.warnings == ()
    assert application.resources["Accounts"] in bare.client("dynamodb").list_tables()["TableNames"]


def test_missing_secrets_are_named(bench: Bench, tmp_path: Path) -> None:
    """A dynamic reference to an undefined secret is an error."""
    template = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "def handler(event, context): ..."
      Handler: index.handler
      Runtime: python3.13
      Environment: {Variables: {KEY: "{{resolve:secretsmanager:nowhere}}"}}
"""
    with pytest.raises(DeploymentError, match="Secrets Manager has no secret nowhere: create it"):
        bench.deploy(write_project(tmp_path, template))


def test_large_templates_are_passed_by_url(bench: Bench, tmp_path: Path) -> None:
    """CloudFormation accepts 51,200 bytes inline."""
    description = "x" * 200
    queues = "\n".join(
        f"  Q{n}: {{Type: AWS::SSM::Parameter, Properties: {{Type: String, Value: {description}}}}}"
        for n in range(250)
    )
    root = write_project(tmp_path / "large", f"Resources:\n{queues}\n")
    assert len(bench.deploy(root).resources) == 250


def test_dynamic_references_are_resolved(bench: Bench, tmp_path: Path) -> None:
    """`{{resolve:ssm:...}}` in an environment variable is the value of the parameter."""
    bench.emulator.client("ssm").put_parameter(Name="/key", Value="s3cret", Type="SecureString")
    root = tmp_path / "secrets"
    shutil.copytree(TEMPLATES / "order-events", root)
    text = (root / "template.yaml").read_text()
    variables = (
        "Handler: index.handler\n      Environment: {Variables: {KEY: '{{resolve:ssm:/key}}'}}"
    )
    (root / "template.yaml").write_text(text.replace("Handler: index.handler", variables))
    (function,) = bench.deploy(root).functions
    assert function.environment["KEY"] == "s3cret"
    assert (function.code / "index.py").read_text().startswith("def handler")
