"""The resource types that `scaffold dev` supports, and what runs them."""

from __future__ import annotations

from typing import Final

# Created by the emulator's CloudFormation.
EMULATED: Final = frozenset(
    {
        "AWS::CloudFormation::WaitConditionHandle",
        "AWS::CloudWatch::Alarm",
        "AWS::CloudWatch::Dashboard",
        "AWS::Cognito::UserPool",
        "AWS::Cognito::UserPoolClient",
        "AWS::Cognito::UserPoolDomain",
        "AWS::Cognito::UserPoolGroup",
        "AWS::Cognito::UserPoolResourceServer",
        "AWS::DynamoDB::GlobalTable",
        "AWS::DynamoDB::Table",
        "AWS::Events::EventBus",
        "AWS::Events::Rule",
        "AWS::IAM::ManagedPolicy",
        "AWS::IAM::Policy",
        "AWS::IAM::Role",
        "AWS::KMS::Alias",
        "AWS::KMS::Key",
        "AWS::Logs::LogGroup",
        "AWS::Logs::LogStream",
        "AWS::Logs::MetricFilter",
        "AWS::Logs::ResourcePolicy",
        "AWS::S3::Bucket",
        "AWS::S3::BucketPolicy",
        "AWS::SES::ConfigurationSet",
        "AWS::SES::EmailIdentity",
        "AWS::SNS::Subscription",
        "AWS::SNS::Topic",
        "AWS::SNS::TopicPolicy",
        "AWS::SQS::Queue",
        "AWS::SQS::QueuePolicy",
        "AWS::SSM::Parameter",
        "AWS::SecretsManager::Secret",
    }
)

# Run by the local cloud.
LOCAL: Final = frozenset(
    {
        "AWS::ApiGatewayV2::Api",
        "AWS::ApiGatewayV2::Authorizer",
        "AWS::ApiGatewayV2::Deployment",
        "AWS::ApiGatewayV2::Integration",
        "AWS::ApiGatewayV2::Route",
        "AWS::ApiGatewayV2::Stage",
        # Every qualifier means the code on disk: there are no older versions.
        "AWS::Lambda::Alias",
        "AWS::Lambda::EventInvokeConfig",
        "AWS::Lambda::EventSourceMapping",
        "AWS::Lambda::Function",
        "AWS::Lambda::Permission",
        "AWS::Lambda::Version",
        "AWS::Scheduler::Schedule",
        "AWS::Scheduler::ScheduleGroup",
    }
)

# Unsupported types whose absence an application notices.
_REASONS: Final = {
    "AWS::CloudFormation::Stack": (
        "nested applications, also those of the Serverless Application Repository, are absent"
        " locally; nothing is looked up at AWS"
    ),
    "AWS::Lambda::LayerVersion": (
        "layers aren't loaded locally; install their packages in the backend's environment"
    ),
    "AWS::Lambda::Url": "function URLs aren't supported locally",
    "AWS::ApiGateway::RestApi": "REST APIs aren't supported locally, HTTP APIs are",
    "AWS::Cognito::UserPoolIdentityProvider": "federated sign-in isn't supported locally",
}


def why_unsupported(resource_type: str) -> str | None:
    """Return why a resource type is left out locally, None for a supported one."""
    if resource_type in EMULATED or resource_type in LOCAL:
        return None
    return _REASONS.get(resource_type, "not supported locally")
