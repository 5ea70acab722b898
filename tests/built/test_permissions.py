"""Each function may do what it is for, on what it is for, and nothing else."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import goldens
import pytest
import yaml
from cloudformation import Stack, found

if TYPE_CHECKING:
    from collections.abc import Sequence

OPENAPI: Final = PurePosixPath("openapi.yaml")
# A variable of each of these kinds names a resource.
REFERRING: Final = ("_TABLE", "_BUCKET", "_FUNCTION", "USER_POOL_ID")
READ_ITEMS: Final = {"dynamodb:GetItem", "dynamodb:BatchGetItem"}
LOOK_UP_ITEMS: Final = {"dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem"}
WRITE_ITEMS: Final = {
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:ConditionCheckItem",
}


def actions_on(stack: Stack, function: str, resource: str) -> set[str]:
    """What a function may do with exactly that."""
    granted: set[str] = set()
    for statement in stack.statements(function):
        if statement["Resource"] == resource:
            actions = statement["Action"]
            granted |= {actions} if isinstance(actions, str) else set(actions)
    return granted


def reached(stack: Stack, function: str) -> set[str]:
    """The logical ids that the role of a function names, but for where it logs and gives up."""
    named = {each["Resource"].split(".")[0] for each in stack.statements(function)}
    return {each for each in named if not each.endswith(("Logs", "DeadLetters"))}


def test_what_a_function_is_told_of_it_may_reach(every_stack: Sequence[Stack]) -> None:
    """An environment variable names a resource if, and only if, the role allows something on it."""
    for stack, function in found(every_stack, "AWS::Lambda::Function"):
        told = {
            value
            for name, value in stack.environment(function.id).items()
            if name.endswith(REFERRING)
        }
        # A reference is checked within a transaction, by the name of the other table.
        assert told == reached(stack, function.id), f"{stack.case.name} {function.id}"


def test_variables_are_named_after_their_resource(every_stack: Sequence[Stack]) -> None:
    """`VIDEO_TABLE` is VideoTable's name, and no other's; what was renamed keeps its resource."""
    for stack, function in found(every_stack, "AWS::Lambda::Function"):
        spec = stack.case.spec
        kept = {
            f"{each.name.constant}_TABLE": f"{each.identity.pascal}Table" for each in spec.models
        }
        for each in spec.buckets:
            kept[f"{each.name.constant}_BUCKET"] = f"{each.identity.pascal}Bucket"
        for name, value in stack.environment(function.id).items():
            if name.endswith(REFERRING[:3]):
                wanted = kept.get(name, name.replace("_", ""))
                assert value.upper() == wanted.upper(), f"{stack.case.name} {function.id}"


def test_functions_log_to_their_own_group(every_stack: Sequence[Stack]) -> None:
    """Nobody writes to another's log, and no function may make a group without retention."""
    for stack, function in found(every_stack, "AWS::Lambda::Function"):
        group = f"{function.id}Logs"
        assert function.properties["LoggingConfig"]["LogGroup"] == group
        assert actions_on(stack, function.id, f"{group}.Arn") == {
            "logs:CreateLogStream",
            "logs:PutLogEvents",
        }
        everything = [str(each["Action"]) for each in stack.statements(function.id)]
        assert sum("logs:" in each for each in everything) == 1, f"{stack.case.name} {function.id}"


def test_roles_are_for_one_function(every_stack: Sequence[Stack]) -> None:
    """No two functions share a role, and only Lambda may take one on."""
    for stack in every_stack:
        functions = stack.of_type("AWS::Lambda::Function")
        roles = [each.properties["Role"] for each in functions]
        assert len(set(roles)) == len(functions), stack.case.name
        for role in stack.of_type("AWS::IAM::Role"):
            (statement,) = role.properties["AssumeRolePolicyDocument"]["Statement"]
            assert statement == {
                "Effect": "Allow",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }


def test_a_model_has_its_table(every_stack: Sequence[Stack]) -> None:
    """A model's function reads and writes its own table by key, and lists by its indexes."""
    for stack in every_stack:
        for model in stack.case.spec.models:
            function, table = f"{model.name.pascal}Function", f"{model.identity.pascal}Table"
            own = actions_on(stack, function, f"{table}.Arn") - LOOK_UP_ITEMS
            assert own == {"dynamodb:GetItem", *WRITE_ITEMS} - LOOK_UP_ITEMS
            assert actions_on(stack, function, f"{table}.Arn/index/*") == {"dynamodb:Query"}


def test_a_model_only_looks_up_in_the_tables_it_refers_to() -> None:
    """ref(channel): that the channel is there, and what it is by its id, and no more."""
    stack = Stack(goldens.example_case("video-share"), "dev")
    assert actions_on(stack, "VideoFunction", "ChannelTable.Arn") == LOOK_UP_ITEMS
    assert actions_on(stack, "VideoFunction", "ChannelTable.Arn/index/*") == set()
    assert actions_on(stack, "ChannelFunction", "VideoTable.Arn") == set()


def test_a_model_does_not_read_what_only_functions_may_see() -> None:
    """ref(ledger) with read: functions: no list includes a ledger."""
    stack = Stack(goldens.golden_case("model-ref-read"), "dev")
    assert actions_on(stack, "BookFunction", "LedgerTable.Arn") == {"dynamodb:ConditionCheckItem"}
    assert actions_on(stack, "BookFunction", "AuthorTable.Arn") == LOOK_UP_ITEMS


def test_a_model_with_files_reads_uploads() -> None:
    """file(videos): a signed download, and 404 instead of 403 for what is not there."""
    stack = Stack(goldens.example_case("video-share"), "dev")
    assert actions_on(stack, "VideoFunction", "VideosBucket.Arn/uploads/*") == {"s3:GetObject"}
    assert actions_on(stack, "VideoFunction", "VideosBucket.Arn") == {"s3:ListBucket"}
    assert actions_on(stack, "VideoFunction", "VideosBucket.Arn/*") == set()


def test_a_bucket_takes_uploads_and_nothing_else() -> None:
    """Its function handles `uploads/`, and looks up the item that an upload is for."""
    stack = Stack(goldens.example_case("video-share"), "dev")
    function = "VideosBucketFunction"
    assert actions_on(stack, function, "VideosBucket.Arn/uploads/*") == {
        "s3:PutObject",
        "s3:GetObject",
        "s3:DeleteObject",
        "s3:AbortMultipartUpload",
        "s3:ListMultipartUploadParts",
    }
    assert actions_on(stack, function, "VideosBucket.Arn") == {
        "s3:ListBucket",
        "s3:ListBucketMultipartUploads",
    }
    assert actions_on(stack, function, "VideoTable.Arn") == {"dynamodb:GetItem"}
    assert not stack.allows(function, "s3:PutObject", "VideosBucket.Arn/derived/a")


@pytest.mark.parametrize(
    ("function", "model", "writes"),
    [
        ("GatherFunction", "NoteTable", False),
        ("GatherFunction", "TopicTable", False),
        ("RefineFunction", "NoteTable", True),
        ("RefineFunction", "TopicTable", False),
    ],
)
def test_uses_models(function: str, model: str, *, writes: bool) -> None:
    """`read` reads, `write` does both."""
    stack = Stack(goldens.golden_case("function-uses"), "dev")
    wanted = READ_ITEMS | WRITE_ITEMS if writes else READ_ITEMS
    assert actions_on(stack, function, f"{model}.Arn") == wanted
    assert actions_on(stack, function, f"{model}.Arn/index/*") == {"dynamodb:Query"}


@pytest.mark.parametrize(
    ("function", "bucket", "reads", "writes"),
    [
        ("GatherFunction", "PhotosBucket", True, False),
        ("GatherFunction", "SoundsBucket", False, False),
        ("RefineFunction", "PhotosBucket", True, True),
        ("RefineFunction", "SoundsBucket", True, False),
    ],
)
def test_uses_buckets(function: str, bucket: str, *, reads: bool, writes: bool) -> None:
    """A function reads everything, writes under `derived/` alone, and so calls no function."""
    stack = Stack(goldens.golden_case("function-uses"), "dev")
    assert stack.allows(function, "s3:GetObject", f"{bucket}.Arn/uploads/a") == reads
    assert stack.allows(function, "s3:ListBucket", f"{bucket}.Arn") == reads
    assert stack.allows(function, "s3:PutObject", f"{bucket}.Arn/derived/a") == writes
    assert not stack.allows(function, "s3:PutObject", f"{bucket}.Arn/uploads/a")
    assert not stack.allows(function, "s3:DeleteObject", f"{bucket}.Arn/uploads/a")


def test_uses_functions() -> None:
    """Who names a function may call it, and nobody else may."""
    stack = Stack(goldens.golden_case("function-uses"), "dev")
    assert actions_on(stack, "GatherFunction", "LookupFunction.Arn") == {"lambda:InvokeFunction"}
    assert actions_on(stack, "RefineFunction", "LookupFunction.Arn") == set()


def test_an_upload_is_read_without_uses() -> None:
    """The function that an upload calls may look at it, and remembers that it has."""
    stack = Stack(goldens.golden_case("function-upload"), "dev")
    (function,) = [
        each.id
        for each in stack.of_type("AWS::Lambda::Function")
        if "IDEMPOTENCY_TABLE" in stack.environment(each.id)
    ]
    (bucket,) = [each.id for each in stack.of_type("AWS::S3::Bucket")]
    assert actions_on(stack, function, f"{bucket}.Arn/uploads/*") == {"s3:GetObject"}
    assert actions_on(stack, function, "IdempotencyTable.Arn") == {
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
    }


def test_only_the_groups_function_reaches_the_user_pool(every_stack: Sequence[Stack]) -> None:
    """It manages members, and can neither make nor delete users."""
    managed = 0
    for stack, function in found(every_stack, "AWS::Lambda::Function"):
        granted = actions_on(stack, function.id, "UserPool.Arn")
        if function.id == "UserGroupsFunction":
            managed += 1
            assert granted == {
                "cognito-idp:AdminAddUserToGroup",
                "cognito-idp:AdminGetUser",
                "cognito-idp:AdminListGroupsForUser",
                "cognito-idp:AdminRemoveUserFromGroup",
                "cognito-idp:ListUsersInGroup",
            }
        else:
            assert granted == set(), f"{stack.case.name} {function.id}"
    assert managed


def test_routes_are_those_of_openapi(every_case: Sequence[goldens.Case]) -> None:
    """Each operation has its route, each route its operation, and both ask for the same sign-in."""
    for case in every_case:
        described = yaml.load(case.files[OPENAPI], yaml.CSafeLoader)
        (api,) = Stack(case, case.spec.stages[0]).of_type("AWS::ApiGatewayV2::Api")
        assert operations(api.properties["Body"]) == operations(described), case.name


def operations(document: dict[str, Any]) -> dict[str, bool]:
    """Each operation of an OpenAPI document, and whether it is for everybody."""
    default = document.get("security", [])
    return {
        f"{method.upper()} {path}": operation.get("security", default) in ([], [{"NONE": []}])
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    }


def test_the_api_may_call_the_function_of_each_route(every_stack: Sequence[Stack]) -> None:
    """Every route has an integration, its function, and the permission to invoke it."""
    for stack, api in found(every_stack, "AWS::ApiGatewayV2::Api"):
        permissions = {
            (
                each.properties["FunctionName"],
                each.properties["SourceArn"].partition("HttpApi/*/")[2],
            )
            for each in stack.of_type("AWS::Lambda::Permission")
        }
        for path, methods in api.properties["Body"]["paths"].items():
            for method, operation in methods.items():
                uri = operation["x-amazon-apigateway-integration"]["uri"]
                function = uri.partition("/functions/")[2].partition(".")[0]
                route = method.upper() + re.sub(r"\{[^}]*\}", "*", path)
                assert (function, route) in permissions, f"{stack.case.name} {method} {path}"


def test_tokens_are_those_of_the_applications_own_pool(every_stack: Sequence[Stack]) -> None:
    """The API checks who issued a token, and for which client; without auth it checks nothing."""
    for stack, api in found(every_stack, "AWS::ApiGatewayV2::Api"):
        schemes = api.properties["Body"].get("components", {}).get("securitySchemes", {})
        assert bool(schemes) == bool(stack.case.spec.auth), stack.case.name
        for scheme in schemes.values():
            authorizer = scheme["x-amazon-apigateway-authorizer"]
            assert authorizer["type"] == "jwt"
            assert authorizer["jwtConfiguration"]["issuer"] == (
                "https://cognito-idp.us-east-1.amazonaws.com/UserPool"
            )
            assert "UserPoolClient" in authorizer["jwtConfiguration"]["audience"]


def test_a_function_checks_what_its_writes_refer_to() -> None:
    """A reference must exist when it is written, whoever writes it."""
    case = goldens.case_of(
        "scaffold: 1\napp: hello\nauth:\nmodels:\n  topic: {fields: {name: string}}\n"
        "  note: {fields: {topic: ref(topic)}}\n"
        "functions:\n"
        "  refine: {uses: {models: {note: write}}}\n"
        "  gather: {uses: {models: [note]}}\n"
    )
    stack = Stack(case, "dev")
    assert actions_on(stack, "RefineFunction", "TopicTable.Arn") == {"dynamodb:ConditionCheckItem"}
    assert actions_on(stack, "GatherFunction", "TopicTable.Arn") == set()
