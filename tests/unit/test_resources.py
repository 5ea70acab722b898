"""What a deployment would do, read off the two templates."""

from __future__ import annotations

from pathlib import PurePosixPath

import goldens
import pytest

from scaffold.cloudformation.changeset import ResourceChange, TemplateError, resource_changes

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
    """The template of an application."""
    return goldens.case_of(spec).files[PurePosixPath("template.yaml")].decode()


def changes(old: str, new: str) -> dict[str, ResourceChange]:
    """What happens, by logical id."""
    return {change.logical_id: change for change in resource_changes(old, new)}


def actions(old: str, new: str) -> dict[str, str]:
    """What happens to each resource, in a word."""
    return {name: change.action for name, change in changes(old, new).items()}


def warning(change: ResourceChange) -> str:
    """The warning that there has to be."""
    assert change.warning is not None
    return change.warning


def test_nothing_happens_when_only_the_layout_differs() -> None:
    """Comments, order and the long forms of intrinsic functions mean the same."""
    spelled_out = "# a comment\n" + TABLE.replace(
        "!Equals [!Ref Stage, prod]", "{'Fn::Equals': [{Ref: Stage}, prod]}"
    ).replace("!If [IsProtected, Retain, Delete]", "{'Fn::If': [IsProtected, Retain, Delete]}")

    assert resource_changes(TABLE, spelled_out) == ()


def test_a_function_more_is_added_with_all_its_resources() -> None:
    """And what already is there is left alone, but for what names it."""
    found = actions(template(f"{HEAD}functions:\n  other:\n"), template(f"{FUNCTION}  other:\n"))

    assert found == {
        "HelloFunction": "added",
        "HelloFunctionLogs": "added",
        "HelloFunctionRole": "added",
    }


def test_a_setting_is_changed_in_place() -> None:
    """The properties that change are named."""
    new = template(FUNCTION.replace("hello: {", "hello: {memory: 2048, timeout: 20 seconds, "))

    (change,) = resource_changes(template(FUNCTION), new)

    assert (change.logical_id, change.action) == ("HelloFunction", "changed")
    assert change.properties == ("MemorySize", "Timeout")
    assert change.warning is None


def test_globals_are_settings_of_every_function() -> None:
    """Another runtime changes them all."""
    found = changes(template(FUNCTION), template(f"{FUNCTION}runtime: python3.12\n"))

    assert found.keys() == {"HelloFunction", "HealthFunction"}
    assert {change.properties for change in found.values()} == {("Runtime",)}


def test_a_removed_table_says_what_becomes_of_its_items() -> None:
    """In the protected stage it is orphaned, in the others its items are gone."""
    change = changes(template(f"{NOTE}functions:\n  hi:\n"), template(f"{HEAD}functions:\n  hi:\n"))

    assert change["NoteTable"].action == "removed"
    assert warning(change["NoteTable"]) == (
        "The table holds items: where Stage is prod it stays in the account with its items, and"
        " the stack forgets it; elsewhere it is deleted with them. If it only has a new name,"
        " write renamed_from, as scaffold rename does; else back the table up first."
    )
    assert change["NoteFunction"].warning is None


def test_a_removed_bucket_has_to_be_empty() -> None:
    """S3 deletes no other, and the deployment would say so too late."""
    spec = f"{HEAD}functions:\n  hi:\n"
    change = changes(template(f"{spec}buckets:\n  photos: {{}}\n"), template(spec))

    assert "deleting it fails as long as it has any" in warning(change["PhotosBucket"])


def test_removed_sign_in_loses_every_user() -> None:
    """Passwords do not move."""
    change = changes(
        template(f"{HEAD}functions:\n  hi:\n"),
        template("scaffold: 1\napp: hello\nfunctions:\n  hi:\n"),
    )

    assert "Passwords cannot be moved" in warning(change["UserPool"])


def test_what_is_renamed_keeps_its_table_and_replaces_its_function() -> None:
    """The one holds items, the other nothing."""
    new = NOTE.replace("  note:\n", "  memo:\n    renamed_from: note\n")
    found = changes(template(NOTE), template(new))

    assert found["NoteTable"].action == "changed"
    assert found["NoteTable"].properties == ("Tags",)
    assert (found["NoteFunction"].action, found["MemoFunction"].action) == ("removed", "added")
    assert [change.warning for change in found.values() if change.warning] == []


def test_one_index_is_made_by_an_update() -> None:
    """A model that its owners alone read has one index a field."""
    change = changes(template(NOTE), template(f"{NOTE}    index: [title]\n"))["NoteTable"]

    assert change.action == "changed"
    assert change.properties == ("AttributeDefinitions", "GlobalSecondaryIndexes")
    assert change.warning is None


def test_several_indexes_are_refused_with_the_order_to_deploy_them_in() -> None:
    """DynamoDB takes one a deployment: first what is dropped, then what is made."""
    change = changes(
        template(f"{PUBLIC}    index: [title]\n"), template(f"{PUBLIC}    index: [size]\n")
    )["NoteTable"]

    assert (change.action, change.properties) == ("refused", ("GlobalSecondaryIndexes",))
    assert "drop by_title, drop by_owner_title, make by_size, make by_owner_size" in warning(change)


@pytest.mark.parametrize(
    ("right", "wrong", "cause"),
    [
        ("id, KeyType: HASH", "key, KeyType: HASH", "KeySchema"),
        ("size, AttributeType: N", "size, AttributeType: S", "AttributeDefinitions"),
        ("Properties:\n", "Properties:\n      TableName: notes\n", "TableName"),
    ],
)
def test_another_key_is_another_table(right: str, wrong: str, cause: str) -> None:
    """Whose items stay behind."""
    (change,) = resource_changes(TABLE, TABLE.replace(right, wrong))

    assert (change.action, change.properties) == ("replaced", (cause,))
    assert warning(change) == (
        f"{cause} cannot be changed: a new table takes its place, without the items of the old"
        " one; where Stage is prod it stays in the account with its items, and the stack forgets"
        " it; elsewhere it is deleted with them. Take the change back to keep it."
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
def test_what_cognito_never_changes_is_refused(right: str, wrong: str, cause: str) -> None:
    """The deployment would be rolled back."""
    (change,) = resource_changes(POOL, POOL.replace(right, wrong))

    assert (change.logical_id, change.action) == ("UserPool", "refused")
    assert change.properties[0].startswith(cause)
    assert "take the change back" in warning(change)


def test_cognito_takes_another_attribute() -> None:
    """Attributes can be added."""
    new = POOL.replace("      Schema:\n", "      Schema:\n        - {Name: tier}\n")

    assert actions(POOL, new) == {"UserPool": "changed"}


def test_what_is_bound_to_a_replaced_resource_is_replaced_too() -> None:
    """A policy of a bucket cannot move to another bucket; what only names one is changed."""
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


def test_a_logical_id_has_one_type_for_ever() -> None:
    """CloudFormation refuses the deployment."""
    new = TABLE.replace("AWS::DynamoDB::Table", "AWS::SQS::Queue")

    (change,) = resource_changes(TABLE, new)

    assert (change.action, change.properties) == ("refused", ("Type",))
    assert "AWS::DynamoDB::Table" in warning(change)


def test_a_condition_may_take_a_table_away() -> None:
    """In the stages where it does not hold."""
    new = TABLE.replace("    Properties:", "    Condition: IsProtected\n    Properties:")

    (change,) = resource_changes(TABLE, new)

    assert (change.action, change.properties) == ("changed", ("Condition",))
    assert warning(change).startswith("Where IsProtected does not hold, the table is removed")


PROTECTED = TABLE.replace(
    "    UpdateReplacePolicy",
    "    DeletionPolicy: !If [IsProtected, Retain, Delete]\n    UpdateReplacePolicy",
)


def test_another_protected_stage_says_which_one_loses_its_protection() -> None:
    """Nothing of the resource differs but what the condition means."""
    (change,) = resource_changes(
        PROTECTED, PROTECTED.replace("!Ref Stage, prod", "!Ref Stage, live")
    )

    assert (change.logical_id, change.action) == ("NoteTable", "changed")
    assert change.properties == ("DeletionPolicy", "UpdateReplacePolicy")
    assert warning(change) == (
        "So far the table outlives its stack, with its items, where Stage is prod; from this"
        " deployment on only where Stage is live. The last of the spec's stages is the one that is"
        " protected."
    )


def test_a_stage_after_the_protected_one_takes_its_protection() -> None:
    """As the spec says it: of every table, pool and bucket, and of what else names the stage."""
    old = f"{NOTE}buckets:\n  files: {{}}\nstages: [dev, prod]\n"

    found = changes(template(old), template(old.replace("prod]", "prod, live]")))

    warned = {name for name, change in found.items() if change.warning}
    assert warned == {"UserPool", "NoteTable", "FilesBucket"}
    assert found["NoteFunctionLogs"].properties == ("RetentionInDays",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Retain", "!If [IsProtected, Retain, Delete]", "only where Stage is prod."),
        (
            "Retain",
            "!If [IsProtected, Delete, Snapshot]",
            "only elsewhere than where Stage is prod.",
        ),
        ("Snapshot", "Delete", "in every stage; from this deployment on nowhere."),
        ("Delete", "!If [IsProtected, Retain, Delete]", None),
        ("!If [IsProtected, Retain, Delete]", "Retain", None),
        ("Retain", "!If [IsProtected, Retain, Snapshot]", None),
    ],
)
def test_less_protection_is_warned_of(old: str, new: str, said: str | None) -> None:
    """And more of it is not."""
    present = "!If [IsProtected, Retain, Delete]\n    Update"
    before, after = (PROTECTED.replace(present, f"{policy}\n    Update") for policy in (old, new))

    (change,) = resource_changes(before, after)

    assert change.properties == ("DeletionPolicy",)
    assert change.warning is None if said is None else said in warning(change)


def test_a_condition_may_rest_on_another() -> None:
    """What names the outer one is changed with the inner one."""
    old = TABLE.replace(
        "Resources:", "  IsOpen: !Not [!Condition IsProtected]\nResources:"
    ).replace("    Properties:", "    Condition: IsOpen\n    Properties:")

    (change,) = resource_changes(old, old.replace("!Ref Stage, prod", "!Ref Stage, live"))

    assert change.properties == ("Condition", "UpdateReplacePolicy")


def test_a_type_without_known_rules_is_said_to_be_one() -> None:
    """A user may have put anything into the template."""
    old = "Resources:\n  Own: {Type: Custom::Thing, Properties: {Size: 1}}\n"

    (change,) = resource_changes(old, old.replace("1", "2"))

    assert change.action == "changed"
    assert "does not know" in warning(change)


def test_another_policy_does_not_hide_that_the_rules_are_unknown() -> None:
    """Where nothing is lost by the policy."""
    old = (
        "Resources:\n  Own: {Type: Custom::Thing, DeletionPolicy: Retain, Properties: {Size: 1}}\n"
    )

    (change,) = resource_changes(old, old.replace("1", "2").replace("Retain", "Delete"))

    assert change.properties == ("Size", "DeletionPolicy")
    assert "does not know" in warning(change)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Resources: [", "template.yaml:2:1: not YAML"),
        ("<<<<<<< yours\nResources: {}\n", "template.yaml:2:10: not YAML"),
        ("Resources: {}\n", "has no resources"),
        ("- a\n", "has no resources"),
    ],
)
def test_what_is_no_template_is_an_error(text: str, message: str) -> None:
    """With its place, where there is one."""
    with pytest.raises(TemplateError, match=message):
        resource_changes(TABLE, text)
