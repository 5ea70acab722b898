"""Resource changes of a deployment, from the two templates."""

from __future__ import annotations

from pathlib import PurePosixPath

import goldens
import pytest

from scaffold.cloudformation.changeset import ResourceChange, resource_changes
from scaffold.cloudformation.template import TemplateError

HEAD = "scaffold: 1\napp: hello\nauth:\n"
NOTE = f"{HEAD}models:\n  note:\n    fields: {{title: {{type: string, max: 40}}, size: integer}}\n"
PUBLIC = f"{NOTE}    access: {{read: public}}\n"
FUNCTION = f'{HEAD}functions:\n  hello: {{trigger: {{http: "GET /hello"}}}}\n'

TABLE = """\
Conditions:
  IsProtected: !Equals [!Ref Stage, prod]
Resources:
  NoteTable:
    Type: AWS::DynamoDB::Table
    UpdateReplacePolicy: !If [IsProtected, Retain, Delete]
    Properties:
      AttributeDefinitions:
        - {AttributeName: id, AttributeType: S}
        - {AttributeName: size, AttributeType: N}
      KeySchema:
        - {AttributeName: id, KeyType: HASH}
      GlobalSecondaryIndexes:
        - {IndexName: by_size, KeySchema: [{AttributeName: size, KeyType: HASH}]}
"""
POOL = """\
Resources:
  UserPool:
    Type: AWS::Cognito::UserPool
    Properties:
      UsernameAttributes: [email]
      Schema:
        - {Name: plan, AttributeDataType: String}
  Client:
    Type: AWS::Cognito::UserPoolClient
    Properties:
      UserPoolId: !Ref UserPool
"""


def template(spec: str) -> str:
    """Return the template of an application."""
    return goldens.case_of(spec).files[PurePosixPath("template.yaml")].decode()


def changes(old: str, new: str) -> dict[str, ResourceChange]:
    """Return the changes by logical ID."""
    return {change.logical_id: change for change in resource_changes(old, new)}


def actions(old: str, new: str) -> dict[str, str]:
    """Return the actions by logical ID."""
    return {name: change.action for name, change in changes(old, new).items()}


def warning(change: ResourceChange) -> str:
    """Return the warning of a change that must have one."""
    assert change.warning is not None
    return change.warning


def test_comments_and_long_form_intrinsics_are_no_change() -> None:
    """Templates are compared as values, not as text."""
    spelled_out = "# a comment\n" + TABLE.replace(
        "!Equals [!Ref Stage, prod]", "{'Fn::Equals': [{Ref: Stage}, prod]}"
    ).replace("!If [IsProtected, Retain, Delete]", "{'Fn::If': [IsProtected, Retain, Delete]}")

    assert resource_changes(TABLE, spelled_out) == ()


def test_an_added_function_adds_its_log_group_and_role() -> None:
    """Existing resources stay unchanged."""
    found = actions(template(f"{HEAD}functions:\n  other:\n"), template(f"{FUNCTION}  other:\n"))

    assert found == {
        "HelloFunction": "added",
        "HelloFunctionLogs": "added",
        "HelloFunctionRole": "added",
    }


def test_memory_and_timeout_change_in_place() -> None:
    """The change lists the properties."""
    new = template(FUNCTION.replace("hello: {", "hello: {memory: 2048, timeout: 20 seconds, "))

    (change,) = resource_changes(template(FUNCTION), new)

    assert (change.logical_id, change.action) == ("HelloFunction", "changed")
    assert change.properties == ("MemorySize", "Timeout")
    assert change.warning is None


def test_globals_apply_to_every_function() -> None:
    """A new runtime changes all functions."""
    found = changes(template(FUNCTION), template(f"{FUNCTION}runtime: python3.12\n"))

    assert found.keys() == {"HelloFunction", "HealthCheckFunction"}
    assert {change.properties for change in found.values()} == {("Runtime",)}


def test_removing_a_table_warns_of_its_items() -> None:
    """The protected stage retains the table, the other stages delete its items."""
    change = changes(template(f"{NOTE}functions:\n  hi:\n"), template(f"{HEAD}functions:\n  hi:\n"))

    assert change["NoteTable"].action == "removed"
    assert warning(change["NoteTable"]) == (
        "The table holds items: where Stage is prod it stays in the account, outside the"
        " stack; elsewhere the items are deleted with it. If you only renamed it, set renamed_from"
        " as `scaffold rename` does; otherwise back up the table first."
    )
    assert change["NoteFunction"].warning is None


def test_removing_a_bucket_warns_that_it_must_be_empty() -> None:
    """S3 deletes only empty buckets."""
    spec = f"{HEAD}functions:\n  hi:\n"
    change = changes(template(f"{spec}buckets:\n  photos: {{}}\n"), template(spec))

    assert "CloudFormation fails to delete it unless it is empty" in warning(change["PhotosBucket"])


def test_removing_auth_warns_of_the_users() -> None:
    """Passwords cannot be exported."""
    change = changes(
        template(f"{HEAD}functions:\n  hi:\n"),
        template("scaffold: 1\napp: hello\nfunctions:\n  hi:\n"),
    )

    assert "Passwords cannot move" in warning(change["UserPool"])


def test_a_renamed_model_keeps_its_table_and_replaces_its_function() -> None:
    """The table keeps its items; only the log events of the function go."""
    new = NOTE.replace("  note:\n", "  memo:\n    renamed_from: note\n")
    found = changes(template(NOTE), template(new))

    assert found["NoteTable"].action == "changed"
    assert found["NoteTable"].properties == ("Tags",)
    assert (found["NoteFunction"].action, found["MemoFunction"].action) == ("removed", "added")
    assert [name for name, change in found.items() if change.warning] == ["NoteFunctionLogs"]


def test_adding_one_index_is_an_update() -> None:
    """An owner-only model has one index per field."""
    change = changes(template(NOTE), template(f"{NOTE}    index: [title]\n"))["NoteTable"]

    assert change.action == "changed"
    assert change.properties == ("AttributeDefinitions", "GlobalSecondaryIndexes")
    assert change.warning is None


def test_several_index_changes_are_refused_with_deployment_steps() -> None:
    """DynamoDB changes one index per deployment; deletions come first."""
    change = changes(
        template(f"{PUBLIC}    index: [title]\n"), template(f"{PUBLIC}    index: [size]\n")
    )["NoteTable"]

    assert (change.action, change.properties) == ("refused", ("GlobalSecondaryIndexes",))
    assert warning(change) == (
        "DynamoDB creates or deletes one index per deployment: use make deploy, which takes a step"
        " for each, and not sam deploy: delete by-title, create by-size."
    )


@pytest.mark.parametrize(
    ("right", "wrong", "cause"),
    [
        ("id, KeyType: HASH", "key, KeyType: HASH", "KeySchema"),
        ("size, AttributeType: N", "size, AttributeType: S", "AttributeDefinitions"),
        ("Properties:\n", "Properties:\n      TableName: notes\n", "TableName"),
    ],
)
def test_changing_a_create_only_property_replaces_the_table(
    right: str, wrong: str, cause: str
) -> None:
    """The new table is empty."""
    (change,) = resource_changes(TABLE, TABLE.replace(right, wrong))

    assert (change.action, change.properties) == ("replaced", (cause,))
    assert warning(change) == (
        f"{cause} cannot change in place: CloudFormation creates an empty table. The old table"
        " holds items: where Stage is prod it stays in the account, outside the stack; elsewhere"
        " the items are deleted with it. Revert the change to keep the items."
    )


@pytest.mark.parametrize(
    ("right", "wrong", "cause"),
    [
        ("[email]", "[phone_number]", "UsernameAttributes"),
        ("UsernameAttributes:", "AliasAttributes: [email]\n      UsernameAttributes:", "Alias"),
        ("[email]", "[email]\n      UsernameConfiguration: {CaseSensitive: false}", "Username"),
        ("AttributeDataType: String", "AttributeDataType: Number", "Schema"),
        ("{Name: plan, AttributeDataType: String}", "{Name: tier}", "Schema"),
    ],
)
def test_immutable_user_pool_settings_are_refused(right: str, wrong: str, cause: str) -> None:
    """Cognito rejects the update, and the deployment is rolled back."""
    (change,) = resource_changes(POOL, POOL.replace(right, wrong))

    assert (change.logical_id, change.action) == ("UserPool", "refused")
    assert change.properties[0].startswith(cause)
    assert "revert the change" in warning(change)


def test_adding_a_user_pool_attribute_is_an_update() -> None:
    """Cognito can add attributes to a pool."""
    new = POOL.replace("      Schema:\n", "      Schema:\n        - {Name: tier}\n")

    assert actions(POOL, new) == {"UserPool": "changed"}


def test_replacement_propagates_through_create_only_references() -> None:
    """A bucket policy is replaced with its bucket; a role that refers to it is only changed."""
    old = """\
Resources:
  Photos: {Type: AWS::S3::Bucket, Properties: {BucketName: a}}
  Policy: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref Photos}}
  Role: {Type: AWS::IAM::Role, Properties: {Policies: [!Sub "${Photos.Arn}/*"]}}
  Other: {Type: AWS::IAM::Role, Properties: {Policies: []}}
"""
    assert actions(old, old.replace("BucketName: a", "BucketName: b")) == {
        "Photos": "replaced",
        "Policy": "replaced",
        "Role": "changed",
    }


def test_changing_the_type_of_a_logical_id_is_refused() -> None:
    """CloudFormation rejects the template."""
    new = TABLE.replace("AWS::DynamoDB::Table", "AWS::SQS::Queue")

    (change,) = resource_changes(TABLE, new)

    assert (change.action, change.properties) == ("refused", ("Type",))
    assert "AWS::DynamoDB::Table" in warning(change)


def test_a_new_condition_warns_of_the_items() -> None:
    """The table is removed in the stages where the condition is false."""
    new = TABLE.replace("    Properties:", "    Condition: IsProtected\n    Properties:")

    (change,) = resource_changes(TABLE, new)

    assert (change.action, change.properties) == ("changed", ("Condition",))
    assert warning(change).startswith("Where IsProtected is false, the table is removed")


PROTECTED = TABLE.replace(
    "    UpdateReplacePolicy",
    "    DeletionPolicy: !If [IsProtected, Retain, Delete]\n    UpdateReplacePolicy",
)


def test_changing_the_protected_stage_warns_of_the_table() -> None:
    """Only the meaning of the condition differs."""
    (change,) = resource_changes(
        PROTECTED, PROTECTED.replace("!Ref Stage, prod", "!Ref Stage, live")
    )

    assert (change.logical_id, change.action) == ("NoteTable", "changed")
    assert change.properties == ("DeletionPolicy", "UpdateReplacePolicy")
    assert warning(change) == (
        "The table and its items are retained where Stage is prod now when the stack is deleted;"
        " after this deployment, where Stage is live. protect in scaffold.yaml names the"
        " protected stages."
    )


def test_protecting_another_stage_moves_the_protection_to_it() -> None:
    """Every table, user pool and bucket is warned of; a stage that is only added moves nothing."""
    old = f"{NOTE}buckets:\n  files: {{}}\nstages: [dev, prod]\n"
    added = old.replace("prod]", "prod, live]")

    found = changes(template(old), template(f"{added}protect: [live]\n"))

    assert changes(template(old), template(added)) == {}
    moved = "protect in scaffold.yaml names the protected stages."
    warned = {name for name, change in found.items() if moved in (change.warning or "")}
    assert warned == {"UserPool", "NoteTable", "FilesBucket"}
    assert found["NoteFunctionLogs"].properties == ("RetentionInDays",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Retain", "!If [IsProtected, Retain, Delete]", "deployment, where Stage is prod."),
        (
            "Retain",
            "!If [IsProtected, Delete, Snapshot]",
            "everywhere except where Stage is prod.",
        ),
        (
            "Snapshot",
            "Delete",
            "deleted; after this deployment, nowhere.",
        ),
        ("Delete", "!If [IsProtected, Retain, Delete]", None),
        ("!If [IsProtected, Retain, Delete]", "Retain", None),
        ("Retain", "!If [IsProtected, Retain, Snapshot]", None),
    ],
)
def test_weaker_deletion_policies_are_warned_of(old: str, new: str, said: str | None) -> None:
    """Stronger policies are not."""
    present = "!If [IsProtected, Retain, Delete]\n    Update"
    before, after = (PROTECTED.replace(present, f"{policy}\n    Update") for policy in (old, new))

    (change,) = resource_changes(before, after)

    assert change.properties == ("DeletionPolicy",)
    assert change.warning is None if said is None else said in warning(change)


def test_conditions_may_refer_to_conditions() -> None:
    """Changing the inner one changes what uses the outer one."""
    old = TABLE.replace(
        "Resources:", "  IsOpen: !Not [!Condition IsProtected]\nResources:"
    ).replace("    Properties:", "    Condition: IsOpen\n    Properties:")

    (change,) = resource_changes(old, old.replace("!Ref Stage, prod", "!Ref Stage, live"))

    assert change.properties == ("Condition", "UpdateReplacePolicy")


def test_unknown_types_are_warned_of() -> None:
    """Their create-only properties are unknown."""
    old = "Resources:\n  Own: {Type: Custom::Thing, Properties: {Size: 1}}\n"

    (change,) = resource_changes(old, old.replace("1", "2"))

    assert change.action == "changed"
    assert "does not know" in warning(change)


def test_a_changed_policy_does_not_hide_an_unknown_type() -> None:
    """A policy change that loses nothing has no warning of its own."""
    old = (
        "Resources:\n  Own: {Type: Custom::Thing, DeletionPolicy: Retain, Properties: {Size: 1}}\n"
    )

    (change,) = resource_changes(old, old.replace("1", "2").replace("Retain", "Delete"))

    assert change.properties == ("Size", "DeletionPolicy")
    assert "does not know" in warning(change)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Resources: [", "template.yaml:2:1: invalid YAML"),
        ("<<<<<<< yours\nResources: {}\n", "template.yaml:2:10: invalid YAML"),
        ("Resources: {}\n", "template.yaml:1:1: Resources declares no resource"),
        ("- a\n", "template.yaml:1:1: a template is a mapping"),
    ],
)
def test_invalid_templates_are_errors_with_a_place(text: str, message: str) -> None:
    """The error has file, line and column."""
    with pytest.raises(TemplateError, match=message):
        resource_changes(TABLE, text)


def test_stage_that_is_no_longer_protected_loses_its_safeguards() -> None:
    """Each of them is named, with the stage that loses it."""
    old = f"{NOTE}buckets:\n  files: {{}}\nstages: [dev, prod, live]\n"

    found = changes(template(old), template(f"{old}protect: [live]\n"))

    lost = {
        name: warning(change).rpartition("stages. ")[2]
        for name, change in found.items()
        if name != "HttpApi"
    }
    assert lost == {
        "UserPool": "Deletion protection is turned off where Stage is prod.",
        "NoteTable": (
            "Deletion protection and point-in-time recovery (with its backups) are turned off"
            " where Stage is prod."
        ),
        "FilesBucket": "Versioning is turned off where Stage is prod.",
        "LoadClient": (
            "It is added where Stage is prod, and removed where Stage is live. With this client a"
            " password alone is enough to sign in."
        ),
        **dict.fromkeys(
            (name for name in found if name.endswith("Logs")),
            "Log events older than 14 days are deleted where Stage is prod.",
        ),
    }


def test_a_renamed_function_loses_its_log_events() -> None:
    """Its log group gets another name."""
    old = "scaffold: 1\napp: my-app\nfunctions:\n  hello: {}\n"
    new = old.replace("hello: {}", "greet: {renamed_from: hello}")

    found = changes(template(old), template(new))

    assert "The log group holds log events" in warning(found["HelloFunctionLogs"])


TTL = "TimeToLiveSpecification: {AttributeName: gone, Enabled: true}"


def lifecycle(rule: str) -> str:
    """Return the property of a bucket with one lifecycle rule."""
    return f"LifecycleConfiguration: {{Rules: [{{Status: Enabled, {rule}}}]}}"


@pytest.mark.parametrize(
    ("kind", "before", "after", "expected"),
    [
        ("Logs::LogGroup", "", "RetentionInDays: 7", "Log events older than 7 days are deleted."),
        ("Logs::LogGroup", "RetentionInDays: 7", "RetentionInDays: 14", ""),
        (
            "SQS::Queue",
            "",
            "MessageRetentionPeriod: 7200",
            "Messages older than 2 hours are deleted.",
        ),
        ("SQS::Queue", "", "MessageRetentionPeriod: 1209600", ""),
        ("DynamoDB::Table", "", TTL, "Items whose gone has passed are deleted."),
        (
            "DynamoDB::Table",
            TTL,
            TTL.replace("gone", "over"),
            "Items whose over has passed are deleted.",
        ),
        ("DynamoDB::Table", TTL, "", ""),
        (
            "S3::Bucket",
            "",
            lifecycle("ExpirationInDays: 9"),
            "Objects older than 9 days are deleted.",
        ),
        ("S3::Bucket", lifecycle("ExpirationInDays: 9"), lifecycle("ExpirationInDays: 10"), ""),
        (
            "S3::Bucket",
            lifecycle("ExpirationInDays: 9, Prefix: a/"),
            lifecycle("ExpirationInDays: 9, Prefix: b/"),
            "Objects under b/ older than 9 days are deleted.",
        ),
        (
            "S3::Bucket",
            lifecycle("ExpirationInDays: 9"),
            lifecycle("ExpirationInDays: 9, Prefix: b/"),
            "",
        ),
        (
            "S3::Bucket",
            lifecycle("NoncurrentVersionExpiration: {NoncurrentDays: 30}"),
            lifecycle("NoncurrentVersionExpiration: {NoncurrentDays: 3}"),
            "Former versions of objects older than 3 days are deleted.",
        ),
        ("S3::Bucket", "", lifecycle("ExpirationInDays: 9").replace("Enabled", "Disabled"), ""),
    ],
)
def test_data_that_is_deleted_at_a_lower_age_is_named(
    kind: str, before: str, after: str, expected: str
) -> None:
    """As soon as the update is deployed, everything that is older is gone."""
    old, new = (
        f"Resources:\n  Store: {{Type: AWS::{kind}, Properties: {{Tags: {tag}, {text}}}}}\n"
        for tag, text in (("a", before), ("b", after))
    )

    (change,) = resource_changes(old, new)

    assert (change.warning or "") == expected
