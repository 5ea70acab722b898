"""Planning a deployment: translation, evaluation, the split between emulator and local cloud."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from emulators import TEMPLATES, write_project

from scaffold.cloudformation.template import TemplateError
from scaffold.cloudformation.values import as_list, as_object
from scaffold.local.deployment.intrinsics import IntrinsicError
from scaffold.local.deployment.planning import DeploymentPlan, plan_deployment

if TYPE_CHECKING:
    from pathlib import Path

    from scaffold.local.application import Json

HANDLER = {"src/app.py": "def handler(event, context): ...\n"}
CLOSED = (
    "{} may not send to Q: no AWS::SQS::QueuePolicy allows {}. On AWS, its {} would not reach the"
    " queue."
)
FUNCTION = """
  Work:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src, Handler: app.handler, Runtime: python3.13%s}
"""


def planned(root: Path, resources: str, head: str = "") -> DeploymentPlan:
    """Plan the deployment of a SAM template with these resources."""
    text = f"Transform: AWS::Serverless-2016-10-31\n{head}\nResources:\n{resources}"
    return plan_deployment(write_project(root / "app", text, HANDLER))


def properties(found: DeploymentPlan, logical_id: str) -> dict[str, Json]:
    """Return the properties of an emulated resource."""
    return found.rewritten.emulated[logical_id].properties


def test_translation_errors_name_resource_and_line(tmp_path: Path) -> None:
    """What SAM rejects is an error at the resource."""
    resources = FUNCTION % ", Events: {Bad: {Type: Nonsense}}"
    with pytest.raises(TemplateError, match=r"template\.yaml:5: Work: .*Nonsense"):
        planned(tmp_path, resources)


def test_code_uri_is_relative_to_the_template(tmp_path: Path) -> None:
    """Globals apply to it, too."""
    root = write_project(
        tmp_path / "app",
        """
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {CodeUri: shared/, Runtime: python3.13, Handler: app.handler}}
Resources:
  One: {Type: AWS::Serverless::Function}
  Two: {Type: AWS::Serverless::Function, Properties: {CodeUri: own}}
""",
    )
    code = plan_deployment(root).code
    assert (code["One"].folder, code["Two"].folder) == (root / "shared", root / "own")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Nme}}\n", "template.yaml:4: Q"),
        (FUNCTION % ", MemorySize: !GetAtt Nme.Arn", "template.yaml:5: Work"),
        ("  Q: {Type: AWS::SQS::Queue}\nOutputs: {Url: {Value: !Ref Nme}}\n", "output Url"),
    ],
    ids=["resource", "function", "output"],
)
def test_undefined_references_are_errors_with_a_place(
    tmp_path: Path, text: str, place: str
) -> None:
    """CloudFormation rejects them before it deploys anything."""
    with pytest.raises(TemplateError, match=rf"{place}: no resource or parameter Nme"):
        planned(tmp_path, text)


@pytest.mark.parametrize(
    ("open_to", "kept"), [("events.amazonaws.com", 1), ("sns.amazonaws.com", 0)]
)
def test_rule_targets_need_a_queue_policy(tmp_path: Path, open_to: str, kept: int) -> None:
    """The emulator ignores queue policies, so the target is removed."""
    found = planned(
        tmp_path,
        f"""
  Q: {{Type: AWS::SQS::Queue}}
  P:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Q]
      PolicyDocument:
        Statement: {{Effect: Allow, Principal: {{Service: {open_to}}}, Action: sqs:SendMessage}}
  R:
    Type: AWS::Events::Rule
    Properties: {{EventPattern: {{source: [a]}}, Targets: [{{Id: q, Arn: !GetAtt Q.Arn}}]}}
""",
    )
    assert len(as_list(properties(found, "R")["Targets"])) == kept


def test_definition_uri_reads_a_local_openapi_file(tmp_path: Path) -> None:
    """Its intrinsic functions are evaluated."""
    uri = "arn:aws:apigateway:x:lambda:path/2015-03-31/functions/${Work.Arn}/invocations"
    definition = f"""
openapi: 3.0.1
paths:
  /hello:
    get:
      x-amazon-apigateway-integration:
        {{type: aws_proxy, payloadFormatVersion: "2.0", uri: !Sub "{uri}"}}
"""
    write_project(tmp_path / "app", "Resources: {}", {"openapi.yaml": definition})
    api = "  Api: {Type: AWS::Serverless::HttpApi, Properties: {DefinitionUri: openapi.yaml}}"
    found = planned(tmp_path, FUNCTION % "" + api)
    body = as_object(found.rewritten.local["Api"].properties["Body"])
    assert "function:app-Work/invocations" in json.dumps(body["paths"])


def test_false_conditions_remove_resources_and_outputs(tmp_path: Path) -> None:
    """Dependencies on them are removed, too."""
    found = planned(
        tmp_path,
        """
  Kept: {Type: AWS::SQS::Queue, DependsOn: [Gone]}
  Gone: {Type: AWS::SQS::Queue, Condition: Never}
Outputs: {Url: {Condition: Never, Value: !Ref Gone}}
""",
        "Conditions: {Never: !Equals [a, b]}",
    )
    assert set(found.rewritten.emulated) == {"Kept"}
    assert "DependsOn" not in found.rewritten.emulated["Kept"].attributes
    assert found.evaluated.outputs == {}


def test_rule_targets_become_async_queues(tmp_path: Path) -> None:
    """The input stays."""
    events = (
        ", Events: {On: {Type: EventBridgeRule, Properties: {Pattern: {source: [a]}, Input: '1'}}}"
    )
    found = planned(tmp_path, FUNCTION % events)
    targets = properties(found, "WorkOn")["Targets"]
    assert targets == [
        {"Arn": {"Fn::GetAtt": ["WorkAsyncQueue", "Arn"]}, "Id": "WorkOnLambdaTarget", "Input": "1"}
    ]
    assert found.rewritten.async_queues == {"Work": "app-Work-async-queue"}
    assert {"WorkAsyncQueue", "WorkAsyncQueuePolicy"} <= set(found.rewritten.emulated)


def test_bucket_notifications_become_async_queues() -> None:
    """The filter stays."""
    found = plan_deployment(TEMPLATES / "thumbnails")
    notifications = properties(found, "Photos")["NotificationConfiguration"]
    rules: Json = [{"Name": "prefix", "Value": "incoming/"}, {"Name": "suffix", "Value": ".jpg"}]
    assert notifications == {
        "QueueConfigurations": [
            {
                "Event": "s3:ObjectCreated:*",
                "Filter": {"S3Key": {"Rules": rules}},
                "Queue": {"Fn::GetAtt": ["ResizeAsyncQueue", "Arn"]},
            }
        ]
    }


def test_topic_subscriptions_become_async_queues() -> None:
    """The filter policy stays."""
    subscription = properties(plan_deployment(TEMPLATES / "fan-out"), "WelcomeSignup")
    assert (subscription["Protocol"], subscription["Endpoint"]) == (
        "sqs",
        {"Fn::GetAtt": ["WelcomeAsyncQueue", "Arn"]},
    )
    assert subscription["FilterPolicy"] == {"kind": ["person"]}


RULE = """
  On:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: {source: [a]}
      Targets: [{Id: work, Arn: !GetAtt Work.Arn}]
"""


def test_rules_without_a_permission_have_no_target(tmp_path: Path) -> None:
    """A warning says which permission is missing."""
    found = planned(tmp_path, FUNCTION % "" + RULE)
    assert properties(found, "On")["Targets"] == []
    assert [w for w in found.warnings if "On may not invoke Work" in w]


def test_rules_with_a_permission_have_their_target(tmp_path: Path) -> None:
    """There is no warning."""
    permission = """
  Allowed:
    Type: AWS::Lambda::Permission
    Properties: {Action: lambda:InvokeFunction, FunctionName: !Ref Work, Principal: events.amazonaws.com}
"""  # noqa: E501 - one resource per line
    found = planned(tmp_path, FUNCTION % "" + RULE + permission)
    assert properties(found, "On")["Targets"] != []
    assert found.warnings == ()


def test_aliases_are_their_function() -> None:
    """A rule that targets an alias invokes the function."""
    found = plan_deployment(TEMPLATES / "connected")
    assert found.rewritten.local["BookEvery"].properties["Targets"] == [
        {
            "Arn": "arn:aws:lambda:us-east-1:000000000000:function:connected-Book:live",
            "Id": "BookEveryLambdaTarget",
        }
    ]


def test_api_endpoint_is_the_local_address(tmp_path: Path) -> None:
    """Without a local address, it is that of AWS."""
    text = """
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: a, ProtocolType: HTTP}}
  Url: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !GetAtt Api.ApiEndpoint}}
"""
    root = write_project(tmp_path / "app", text)
    here = plan_deployment(
        root, api_endpoint=lambda logical_id: f"http://127.0.0.1:3000/{logical_id}"
    )
    assert properties(here, "Url")["Value"] == "http://127.0.0.1:3000/Api"
    api = here.names.api("Api")
    on_aws = f"https://{api}.execute-api.us-east-1.amazonaws.com"
    assert properties(plan_deployment(root), "Url")["Value"] == on_aws


def test_schedules_run_in_the_local_cloud() -> None:
    """The emulator ignores time zones."""
    found = plan_deployment(TEMPLATES / "nightly-report")
    assert {"ReportHourly", "ReportNightly"} <= set(found.rewritten.local)
    assert not {"ReportHourly", "ReportNightly"} & set(found.rewritten.emulated)


def test_unsupported_types_are_warned_of(tmp_path: Path) -> None:
    """References to them have a generated name."""
    found = planned(
        tmp_path,
        """
  Site: {Type: AWS::Amplify::App, Properties: {Name: x}}
  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Site}}
""",
    )
    assert found.warnings == ("Site (AWS::Amplify::App): not supported locally.",)
    assert properties(found, "Queue")["QueueName"] == "app-Site"


def test_rest_apis_are_unsupported() -> None:
    """The warning names HTTP APIs as the alternative."""
    warnings = plan_deployment(TEMPLATES / "rest-api").warnings
    assert "Api (AWS::ApiGateway::RestApi): REST APIs aren't supported locally, HTTP APIs are." in (
        warnings
    )


def test_for_each_creates_a_resource_per_item() -> None:
    """The loop variable is known inside the loop."""
    found = plan_deployment(TEMPLATES / "loops")
    assert properties(found, "DogQueue") == {"QueueName": "loops-Dog", "DelaySeconds": 5}
    assert "CatQueue" in found.rewritten.emulated


def test_for_each_needs_a_known_list(tmp_path: Path) -> None:
    """The error names the loop."""
    root = write_project(
        tmp_path,
        """
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Queues: [Kind, !Ref Nowhere, {"${Kind}": {Type: AWS::SQS::Queue}}]
""",
    )
    with pytest.raises(IntrinsicError, match="Fn::ForEach::Queues"):
        plan_deployment(root)


def test_import_value_is_unsupported(tmp_path: Path) -> None:
    """The error has the place, and suggests a parameter."""
    with pytest.raises(
        TemplateError, match=r"template\.yaml:5: Queue: Fn::ImportValue .*parameter"
    ):
        planned(
            tmp_path,
            """
  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !ImportValue Shared}}
""",
        )


@pytest.mark.parametrize(
    ("resources", "warning"),
    [
        (
            "  Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 901}}",
            "Q: DelaySeconds must be 0 to 900 on AWS, not 901.",
        ),
        (
            "  Q: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, QueueName: q}}",
            "Q: the name of a FIFO queue must end in .fifo.",
        ),
        (
            """
  Q: {Type: AWS::SQS::Queue}
  R:
    Type: AWS::Events::Rule
    Properties: {EventPattern: {source: [a]}, Targets: [{Id: q, Arn: !GetAtt Q.Arn}]}
""",
            CLOSED.format("R", "events.amazonaws.com", "events"),
        ),
        (
            """
  T: {Type: AWS::SNS::Topic}
  Q: {Type: AWS::SQS::Queue}
  S:
    Type: AWS::SNS::Subscription
    Properties: {TopicArn: !Ref T, Protocol: sqs, Endpoint: !GetAtt Q.Arn}
""",
            CLOSED.format("S", "sns.amazonaws.com", "messages"),
        ),
        (
            """
  T: {Type: AWS::SNS::Topic}
  R:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: {source: [a]}
      Targets:
        - Id: t
          Arn: !Ref T
          InputTransformer: {InputPathsMap: {a: $.a}, InputTemplate: '{"a": "<a>"}'}
""",
            (
                "R: input transformers don't escape quoted variables locally; a value that contains"
                " quotes makes the event malformed."
            ),
        ),
        (FUNCTION % ", Timeout: 901", "Work: Timeout must be 1 to 900 on AWS, not 901."),
        (
            FUNCTION % ", Role: !GetAtt Role.Arn"
            + """
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - {Effect: Allow, Principal: {Service: ecs-tasks.amazonaws.com}, Action: sts:AssumeRole}
""",
            "Work: its role Role must trust lambda.amazonaws.com on AWS.",
        ),
    ],
)
def test_settings_that_aws_rejects_are_warned_of(
    tmp_path: Path, resources: str, warning: str
) -> None:
    """The emulator accepts them."""
    assert warning in planned(tmp_path, resources).warnings
