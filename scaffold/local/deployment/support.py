"""Which resource types the local cloud has, and where."""

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

# Run by the local cloud itself.
OWN: Final = frozenset(
    {
        "AWS::ApiGatewayV2::Api",
        "AWS::ApiGatewayV2::Authorizer",
        "AWS::ApiGatewayV2::Deployment",
        "AWS::ApiGatewayV2::Integration",
        "AWS::ApiGatewayV2::Route",
        "AWS::ApiGatewayV2::Stage",
        # One version of a function runs here, the code as it is; every qualifier means that.
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

# Without an effect that the application could notice, but for what is said here.
ABSENT: Final = {
    "AWS::Lambda::LayerVersion": "layers are not put under functions here; install what they hold",
    "AWS::Lambda::Url": "function URLs are not served here",
    "AWS::ApiGateway::RestApi": "REST APIs are not served here; an HTTP API would be",
    "AWS::Cognito::UserPoolIdentityProvider": "nobody signs in with another provider here",
}


def why_absent(kind: str) -> str | None:
    """What to tell about a resource type that the local cloud lacks; None if it has it."""
    if kind in EMULATED or kind in OWN:
        return None
    return ABSENT.get(kind, "the local cloud does not have it")
