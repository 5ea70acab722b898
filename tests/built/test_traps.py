"""What would not deploy, or would do harm once deployed, though every linter passes."""

from __future__ import annotations

import graphlib
import json
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final

import goldens
import pytest
from cloudformation import Resource, Stack, found, references, source, translation

from scaffold.errors import SpecError
from scaffold.spec import reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A claim in a token, and the API's $default.
NAMES_THAT_MEAN_SOMETHING: Final = {"GroupName", "StageName"}
DATA: Final = {"AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::Cognito::UserPool"}
# What it holds is worth nothing a day later.
SHORT_LIVED: Final = {"IdempotencyTable"}


def test_resources_refer_to_each_other_in_no_circle(every_case: Sequence[goldens.Case]) -> None:
    """CloudFormation finds an order to make the resources in."""
    for case in every_case:
        resources = translation(case)["Resources"]
        graph = {name: references(each) & resources.keys() for name, each in resources.items()}
        order = list(graphlib.TopologicalSorter(graph).static_order())
        assert order, case.name


def test_every_reference_has_its_resource(every_case: Sequence[goldens.Case]) -> None:
    """No part of a template names what is not there."""
    for case in every_case:
        template = translation(case)
        known = {*template["Resources"], *template["Parameters"]}
        missing = references([template["Resources"], template["Outputs"]]) - known
        assert {name for name in missing if not name.startswith("AWS::")} == set(), case.name


def test_user_pools_have_no_schema(every_stack: Sequence[Stack]) -> None:
    """A pool that names its attributes fails every later update."""
    for stack, pool in found(every_stack, "AWS::Cognito::UserPool"):
        assert "Schema" not in pool.properties, stack.case.name


def test_rotating_refresh_tokens_exclude_the_lasting_ones(every_stack: Sequence[Stack]) -> None:
    """Cognito refuses rotation beside ALLOW_REFRESH_TOKEN_AUTH."""
    clients = [each for _, each in found(every_stack, "AWS::Cognito::UserPoolClient")]
    flows = {flow for each in clients for flow in each.properties["ExplicitAuthFlows"]}
    rotating = [each for each in clients if each.id == "UserPoolClient"]
    assert "ALLOW_REFRESH_TOKEN_AUTH" not in flows
    assert {each.properties["RefreshTokenRotation"]["Feature"] for each in rotating} == {"ENABLED"}


def test_passwords_are_taken_by_load_tests_alone(every_stack: Sequence[Stack]) -> None:
    """The client that takes a password without SRP is absent from the protected stage."""
    for stack in every_stack:
        clients = {each.id: each for each in stack.of_type("AWS::Cognito::UserPoolClient")}
        assert ("LoadClient" in clients) == (bool(clients) and not stack.protected)
        assert ("LoadClientId" in stack.outputs) == ("LoadClient" in clients)
        audience = [name for name in clients if name in json.dumps(authorizers(stack))]
        assert sorted(audience) == sorted(clients), stack.case.name


def authorizers(stack: Stack) -> dict[str, Any]:
    """What checks the tokens of the API."""
    (api,) = stack.of_type("AWS::ApiGatewayV2::Api")
    components = api.properties["Body"].get("components", {})
    schemes: dict[str, Any] = components.get("securitySchemes", {})
    return schemes


def test_sign_up_is_as_the_spec_says() -> None:
    """Only sign_up: invite closes the pool."""
    closed = {
        name: Stack(goldens.golden_case(name), "dev")
        .resources["UserPool"]
        .properties["AdminCreateUserConfig"]
        for name in ("auth", "auth-invite")
    }
    assert closed["auth"] == {"AllowAdminCreateUserOnly": False}
    assert closed["auth-invite"] == {"AllowAdminCreateUserOnly": True}


def test_the_protected_stage_keeps_its_data(every_stack: Sequence[Stack]) -> None:
    """Tables, buckets and the pool outlive the stack there, and only there."""
    for stack in every_stack:
        wanted = "Retain" if stack.protected else "Delete"
        for each in stack.resources.values():
            if each.type in DATA and each.id not in SHORT_LIVED:
                policies = {"DeletionPolicy": wanted, "UpdateReplacePolicy": wanted}
                assert each.attributes == policies, f"{stack.case.name} {stack.stage} {each.id}"
                assert is_guarded(each) == stack.protected, f"{stack.case.name} {each.id}"


def is_guarded(each: Resource) -> bool:
    """Whether a slip of a person's hand is survived."""
    match each.type:
        case "AWS::DynamoDB::Table":
            backups = each.properties["PointInTimeRecoverySpecification"]
            protected = each.properties["DeletionProtectionEnabled"]
            assert backups["PointInTimeRecoveryEnabled"] == protected
            return bool(protected)
        case "AWS::S3::Bucket":
            return bool(each.properties["VersioningConfiguration"]["Status"] == "Enabled")
        case _:
            return bool(each.properties["DeletionProtection"] == "ACTIVE")


def test_a_condition_in_a_deletion_policy_has_its_transform(
    every_case: Sequence[goldens.Case],
) -> None:
    """CloudFormation documents it for templates with LanguageExtensions, which come first."""
    for case in every_case:
        transforms = source(case)["Transform"]
        assert transforms == ["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"], case.name


def test_no_resource_has_a_fixed_name(every_stack: Sequence[Stack]) -> None:
    """Two stages, and a replaced resource, find their names free."""
    for stack in every_stack:
        for each in stack.resources.values():
            if each.type not in {"AWS::Lambda::Permission", "AWS::Lambda::EventInvokeConfig"}:
                names = {key for key in each.properties if key.endswith("Name")} | (
                    {"Name"} & each.properties.keys()
                )
                assert names <= NAMES_THAT_MEAN_SOMETHING, f"{stack.case.name} {each.id}: {names}"


def policy_statements(every_stack: Sequence[Stack]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every statement that allows a role something."""
    for kind in ("AWS::IAM::Role", "AWS::IAM::ManagedPolicy"):
        for stack, each in found(every_stack, kind):
            for policy in each.properties.get("Policies", [each.properties]):
                for statement in policy["PolicyDocument"]["Statement"]:
                    yield f"{stack.case.name} {each.id}", statement


def test_only_tracing_is_allowed_on_every_resource(every_stack: Sequence[Stack]) -> None:
    """X-Ray's two calls take no resource; everything else names one."""
    everywhere = set()
    for place, statement in policy_statements(every_stack):
        resources = statement["Resource"]
        if "*" in ([resources] if isinstance(resources, str) else resources):
            assert place.endswith("TracingPolicy"), place
            everywhere |= set(statement["Action"])
    assert everywhere == {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}


def test_no_role_may_do_everything_of_a_service(every_stack: Sequence[Stack]) -> None:
    """Actions are named one by one, a scan is none of them, and AWS's own policies are not used."""
    for place, statement in policy_statements(every_stack):
        actions = statement["Action"]
        for action in [actions] if isinstance(actions, str) else actions:
            assert "*" not in action, place
            assert action != "dynamodb:Scan", place
    for _, role in found(every_stack, "AWS::IAM::Role"):
        assert role.properties["ManagedPolicyArns"] == ["TracingPolicy"]


def test_routes_name_their_method(every_stack: Sequence[Stack]) -> None:
    """ANY beside a JWT authorizer would answer a preflight with 401."""
    known = {"get", "put", "post", "delete", "patch"}
    for stack, api in found(every_stack, "AWS::ApiGatewayV2::Api"):
        for path, operations in api.properties["Body"]["paths"].items():
            assert operations.keys() <= known, f"{stack.case.name} {path}"


def test_only_the_frontends_origin_may_call(every_stack: Sequence[Stack]) -> None:
    """Neither the API nor a bucket answers pages of any other origin."""
    origins = ["http://localhost:5173"]
    for _, api in found(every_stack, "AWS::ApiGatewayV2::Api"):
        cors = api.properties["Body"]["x-amazon-apigateway-cors"]
        assert cors["allowOrigins"] == origins
        assert "*" not in json.dumps(cors)
        paths = api.properties["Body"]["paths"].values()
        assert {method.upper() for path in paths for method in path} <= set(cors["allowMethods"])
    for _, bucket in found(every_stack, "AWS::S3::Bucket"):
        (rule,) = bucket.properties["CorsConfiguration"]["CorsRules"]
        assert rule["AllowedOrigins"] == origins
        assert rule["AllowedMethods"] == ["GET", "HEAD", "PUT"]
        assert "*" not in json.dumps(rule)


def test_the_origin_is_a_parameter(every_case: Sequence[goldens.Case]) -> None:
    """Site, API and bucket do not wait for each other: who deploys says where the site is."""
    for case in every_case:
        template = translation(case)
        assert "AppOrigin" in references(template["Resources"]["HttpApi"]), case.name


def test_buckets_are_private(every_stack: Sequence[Stack]) -> None:
    """Nothing public, nothing unencrypted, nothing without TLS, no access by object ACLs."""
    for stack, bucket in found(every_stack, "AWS::S3::Bucket"):
        properties = bucket.properties
        assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
        assert len(properties["PublicAccessBlockConfiguration"]) == 4
        assert properties["OwnershipControls"]["Rules"] == [
            {"ObjectOwnership": "BucketOwnerEnforced"}
        ]
        assert properties["BucketEncryption"]
        policy = stack.resources[f"{bucket.id}Policy"].properties
        (deny,) = policy["PolicyDocument"]["Statement"]
        assert policy["Bucket"] == bucket.id
        assert (deny["Effect"], deny["Principal"], deny["Action"]) == ("Deny", "*", "s3:*")
        assert deny["Resource"] == [f"{bucket.id}.Arn", f"{bucket.id}.Arn/*"]
        assert deny["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_abandoned_uploads_are_deleted(every_stack: Sequence[Stack]) -> None:
    """Parts that nobody completes do not cost for ever."""
    for stack, bucket in found(every_stack, "AWS::S3::Bucket"):
        rules = bucket.properties["LifecycleConfiguration"]["Rules"]
        assert {rule["Status"] for rule in rules} == {"Enabled"}
        days = [rule["AbortIncompleteMultipartUpload"] for rule in rules[:1]]
        assert days == [{"DaysAfterInitiation": 1}], stack.case.name


def test_objects_expire_as_the_spec_says(every_stack: Sequence[Stack]) -> None:
    """`expire:` deletes, and nothing else does."""
    for stack in every_stack:
        for spec in stack.case.spec.buckets:
            bucket = stack.resources[f"{spec.identity.pascal}Bucket"]
            rules = bucket.properties["LifecycleConfiguration"]["Rules"]
            days = [rule["ExpirationInDays"] for rule in rules if "ExpirationInDays" in rule]
            assert days == ([spec.expire] if spec.expire else []), stack.case.name


def test_asynchronous_calls_are_retried_and_then_kept(every_stack: Sequence[Stack]) -> None:
    """From the rule to the function and inside it: retries, and a queue for what fails for good."""
    for stack, rule in found(every_stack, "AWS::Events::Rule"):
        for target in rule.properties["Targets"]:
            function = target["Arn"].removesuffix(".Arn")
            queue = target["DeadLetterConfig"]["Arn"].removesuffix(".Arn")
            invoke = stack.resources[f"{function}EventInvokeConfig"].properties
            assert stack.resources[queue].type == "AWS::SQS::Queue"
            assert target["RetryPolicy"]["MaximumRetryAttempts"] > 0
            assert invoke["MaximumRetryAttempts"] > 0
            assert invoke["DestinationConfig"]["OnFailure"]["Destination"] == f"{queue}.Arn"
            assert stack.allows(function, "sqs:SendMessage", f"{queue}.Arn")
            assert rule_may_send(stack, rule.id, queue), f"{stack.case.name} {rule.id}"


def rule_may_send(stack: Stack, rule: str, queue: str) -> bool:
    """Whether a queue takes what a rule could not deliver."""
    for policy in stack.of_type("AWS::SQS::QueuePolicy"):
        for statement in policy.properties["PolicyDocument"]["Statement"]:
            sources = statement["Condition"]["ArnEquals"]["aws:SourceArn"]
            principal = statement["Principal"] == {"Service": "events.amazonaws.com"}
            if principal and statement["Resource"] == f"{queue}.Arn" and f"{rule}.Arn" in sources:
                return bool(policy.properties["Queues"] == [queue])
    return False


def test_rules_may_call_their_functions(every_stack: Sequence[Stack]) -> None:
    """Each rule has the permission to invoke its target, and only that rule has it."""
    for stack, rule in found(every_stack, "AWS::Events::Rule"):
        (target,) = rule.properties["Targets"]
        permission = stack.resources[f"{rule.id}Permission"].properties
        assert permission == {
            "Action": "lambda:InvokeFunction",
            "FunctionName": target["Arn"].removesuffix(".Arn"),
            "Principal": "events.amazonaws.com",
            "SourceArn": f"{rule.id}.Arn",
        }, stack.case.name


@pytest.mark.parametrize(
    ("key", "called"),
    [
        ("uploads/user/01J/film.mp4", True),
        ("uploads/user/01J/film.mov", False),
        ("derived/user/01J/film.mp4", False),
        ("film.mp4", False),
    ],
)
def test_only_uploads_call_functions(key: str, *, called: bool) -> None:
    """What a function writes calls no function, and a suffix is heeded."""
    stack = Stack(goldens.example_case("video-share"), "dev")
    (rule,) = stack.of_type("AWS::Events::Rule")
    pattern = rule.properties["EventPattern"]
    bucket = stack.resources["VideosBucket"].properties
    (name,) = pattern["detail"]["bucket"]["name"]
    assert (pattern["source"], pattern["detail-type"]) == (["aws.s3"], ["Object Created"])
    assert name == "VideosBucket"
    assert bucket["NotificationConfiguration"]["EventBridgeConfiguration"]["EventBridgeEnabled"]
    assert any(key_matches(each, key) for each in pattern["detail"]["object"]["key"]) == called


def key_matches(filter_: dict[str, str], key: str) -> bool:
    """EventBridge's comparison of one value."""
    ((kind, value),) = filter_.items()
    return key.startswith(value) if kind == "prefix" else fnmatchcase(key, value)


def test_buckets_without_a_trigger_stay_silent(every_stack: Sequence[Stack]) -> None:
    """EventBridge is told of uploads only where a rule listens."""
    for stack in every_stack:
        rules = stack.of_type("AWS::Events::Rule")
        patterns = [rule.properties["EventPattern"]["detail"] for rule in rules]
        heard = {name for pattern in patterns for name in pattern["bucket"]["name"]}
        loud = {
            each.id
            for each in stack.of_type("AWS::S3::Bucket")
            if "NotificationConfiguration" in each.properties
        }
        assert heard == loud, stack.case.name


def test_indexes_are_within_dynamodbs_limits(every_stack: Sequence[Stack]) -> None:
    """At most 20 indexes, and an attribute is declared if, and only if, it is a key."""
    for stack, table in found(every_stack, "AWS::DynamoDB::Table"):
        indexes = table.properties.get("GlobalSecondaryIndexes", [])
        keys = {each["AttributeName"] for each in table.properties["KeySchema"]}
        keys |= {each["AttributeName"] for index in indexes for each in index["KeySchema"]}
        declared = [each["AttributeName"] for each in table.properties["AttributeDefinitions"]]
        assert len(indexes) <= 20
        assert sorted(declared) == sorted(keys), f"{stack.case.name} {table.id}"


MANY_MODELS = "".join(f"  m{n}x: {{fields: {{a: string}}}}\n" for n in range(61))
MANY_FIELDS = ", ".join(f"f{n}x: string" for n in range(19))
MANY_INDEXES = ", ".join(f"f{n}x" for n in range(19))
WIDE = f"  wide: {{fields: {{{MANY_FIELDS}}}, index: [{MANY_INDEXES}], access: {{read: public}}}}\n"


@pytest.mark.parametrize(
    ("entities", "limit"),
    [
        (f"models:\n{MANY_MODELS}", "an HTTP API holds 300"),
        (f"models:\n{WIDE}", "a DynamoDB table holds 20"),
    ],
)
def test_what_aws_would_refuse_is_refused_before(entities: str, limit: str) -> None:
    """More than AWS holds is an error of the spec, with the limit in it."""
    with pytest.raises(SpecError) as refused:
        reader.parse(f"scaffold: 1\napp: wide-app\nauth:\n{entities}")
    assert limit in str(refused.value)


def test_functions_that_call_each_other_in_a_circle_are_refused() -> None:
    """Their environment variables would each wait for the other function."""
    calls = "  one: {uses: {functions: [two]}}\n  two: {uses: {functions: [one]}}\n"
    text = f"scaffold: 1\napp: circle\nfunctions:\n{calls}"
    with pytest.raises(SpecError):
        reader.parse(text)
