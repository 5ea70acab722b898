"""The outputs of the stack in the emulator, which tests and scripts look up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from emulators import Bench, write_project

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def test_a_described_stack_has_the_templates_outputs(bench: Bench, tmp_path: Path) -> None:
    """Tests that look up a deployed stack's outputs run unchanged, after an update too."""
    template = """
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Layer: {Type: AWS::Lambda::LayerVersion, Properties: {}}
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: a, ProtocolType: HTTP}}
Outputs:
  QueueArn: {Value: !GetAtt Queue.Arn, Description: An attribute.}
  QueueUrl: {Value: !Ref Queue}
  ApiUrl: {Value: !GetAtt Api.ApiEndpoint}
  HelloUrl: {Value: !Sub 'https://${Api}.execute-api.${AWS::Region}.amazonaws.com/${Queue.QueueName}'}
  Label: {Value: !Sub '${AWS::StackName} has ${Queue.QueueName}'}
  Number: {Value: 7}
"""
    project = write_project(tmp_path / "described", template)
    application = bench.deploy(project, api_endpoint=lambda name: f"http://127.0.0.1/{name}")
    formation = bench.emulator.client("cloudformation")

    def described() -> dict[str, str]:
        (stack,) = formation.describe_stacks(StackName="described")["Stacks"]
        outputs = {item["OutputKey"]: item["OutputValue"] for item in stack["Outputs"]}
        return {name: value for name, value in outputs.items() if name in application.outputs}

    assert described() == application.outputs
    assert described()["Label"].startswith("described has ")
    assert described()["ApiUrl"] == "http://127.0.0.1/Api"
    assert described()["HelloUrl"].startswith("http://127.0.0.1/Api/described-Queue")
    write_project(project, template.replace("Number: {Value: 7}", "Number: {Value: 8}"))
    application = bench.deploy(project)
    assert described()["Number"] == "8"


def test_more_attributes_than_outputs_are_resolved(bench: Bench, tmp_path: Path) -> None:
    """CloudFormation has 200 outputs, some of which are the template's."""
    count = 190
    resources = "".join(f"  Q{number}: {{Type: AWS::SQS::Queue}}\n" for number in range(60))
    outputs = "".join(
        f"  Out{number}: {{Value: !GetAtt Q{number % 60}.Arn}}\n" for number in range(count)
    )
    template = f"Resources:\n{resources}Outputs:\n{outputs}"
    application = bench.deploy(write_project(tmp_path / "many-outputs", template))
    assert len(application.outputs) == count
    assert all(value.startswith("arn:aws:sqs") for value in application.outputs.values())
