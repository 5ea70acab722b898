"""The keys of an application as a whole do what docs/reference/scaffold-yaml.md says."""

from __future__ import annotations

import ast

import goldens
import pytest
import yaml
from built.keys import (
    AUTH,
    FUNCTION,
    HEAD,
    covers,
    everything,
    indexes,
    key_types,
    openapi,
    samconfig,
    stack,
    text,
)


@covers("scaffold", "app")
def test_the_app_names_the_stack_and_the_package() -> None:
    """Version 1 of the language: `app` is the prefix of stacks, in snake case the package."""
    spec = "scaffold: 1\napp: tea-time\nauth:\n"

    assert samconfig(spec)["dev"]["deploy"]["parameters"]["stack_name"] == "tea-time-dev"
    assert (
        stack(spec).resources["HealthCheckFunction"].properties["Handler"]
        == "tea_time.health.handler"
    )


@covers("title", "description")
def test_title_and_description_introduce_the_api() -> None:
    """They are the title and description of openapi.yaml."""
    info = openapi(f"{AUTH}title: Tea time\ndescription: Tea for all\n")["info"]

    assert (info["title"], info["description"]) == ("Tea time", "Tea for all")


@covers("title")
def test_the_title_names_the_page() -> None:
    """The browser's tab says it."""
    assert "<title>Tea time</title>" in text(f"{AUTH}title: Tea time\n", "frontend/index.html")


@covers("region")
def test_every_stage_is_deployed_to_the_region() -> None:
    """No stage is left in another region."""
    config = samconfig(f"{AUTH}region: eu-central-1\n")

    assert {config[stage]["deploy"]["parameters"]["region"] for stage in ("dev", "prod")} == {
        "eu-central-1"
    }


@covers("runtime")
def test_all_functions_have_the_runtime() -> None:
    """The runtime is that of every function."""
    functions = stack(f"{FUNCTION}\nruntime: python3.12\n").of_type("AWS::Lambda::Function")

    assert {each.properties["Runtime"] for each in functions} == {"python3.12"}


@covers("auth", "auth.sign_in")
def test_auth_makes_a_pool_whose_users_sign_in_by_email() -> None:
    """With auth there is a user pool; without, neither a pool nor an authorizer."""
    (pool,) = stack(f"{HEAD}auth: {{sign_in: email}}\n").of_type("AWS::Cognito::UserPool")

    assert pool.properties["UsernameAttributes"] == ["email"]
    anonymous = stack(goldens.golden_case("base").spec_path.read_text())
    assert anonymous.of_type("AWS::Cognito::UserPool") == []
    assert "securitySchemes" not in openapi(f"{HEAD}functions:\n  hello:\n")["components"]


@covers("auth.sign_up")
@pytest.mark.parametrize(("word", "closed"), [("open", False), ("invite", True)])
def test_sign_up_by_invitation_is_for_administrators(word: str, *, closed: bool) -> None:
    """`invite` lets administrators alone make users."""
    (pool,) = stack(f"{HEAD}auth: {{sign_up: {word}}}\n").of_type("AWS::Cognito::UserPool")

    assert pool.properties["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is closed


@covers("auth.groups")
@pytest.mark.parametrize(("groups", "managed"), [(["editors"], False), (["admins", "x"], True)])
def test_groups_are_made_and_admins_manage_them(groups: list[str], *, managed: bool) -> None:
    """Each group is one of the pool; the routes to manage them are there for `admins`."""
    spec = f"{HEAD}auth: {{groups: [{', '.join(groups)}]}}\n"
    made = stack(spec).of_type("AWS::Cognito::UserPoolGroup")

    assert sorted(each.properties["GroupName"] for each in made) == sorted(groups)
    assert ("/admin/groups" in openapi(spec)["paths"]) == managed
    assert ("UserGroupsFunction" in stack(spec).resources) == managed
    if managed:
        needed = ("AdminAddUserToGroup", "AdminRemoveUserFromGroup", "ListUsersInGroup")
        refused = [
            action
            for action in needed
            if not stack(spec).allows("UserGroupsFunction", f"cognito-idp:{action}", "UserPool.Arn")
        ]
        assert refused == []


@covers("models.*.renamed_from", "buckets.*.renamed_from", "functions.*.renamed_from")
def test_what_is_renamed_keeps_what_it_holds() -> None:
    """Table and bucket have their first logical ids, which everything that uses them knows."""
    each = stack(goldens.golden_case("renamed").spec_path.read_text())

    assert {"VideoTable", "RawVideosBucket", "RawVideosBucketPolicy"} <= each.resources.keys()
    assert not {"ClipTable", "FilmsBucket", "FilmsBucketPolicy"} & each.resources.keys()
    assert each.environment("ProbeFunction")["CLIP_TABLE"] == "VideoTable"
    assert each.environment("ProbeFunction")["FILMS_BUCKET"] == "RawVideosBucket"
    assert each.allows("ClipFunction", "dynamodb:PutItem", "VideoTable.Arn")
    assert each.allows("ClipFunction", "dynamodb:ConditionCheckItem", "ChannelTable.Arn")
    assert each.allows("ProbeFunction", "s3:PutObject", "RawVideosBucket.Arn/derived/x")
    assert each.allows("ProbeFunction", "s3:GetObject", "RawVideosBucket.Arn/uploads/x")
    assert each.allows("FilmsBucketFunction", "s3:PutObject", "RawVideosBucket.Arn/uploads/x")


@covers(
    "models.*.fields.*.renamed_from",
    "models.*.fields.*.enum.value",
    "models.*.fields.*.enum.renamed_from",
    "auth.groups.name",
    "auth.groups.renamed_from",
)
def test_what_is_renamed_is_stored_under_its_first_name() -> None:
    """The key of an index, and the group of a pool, are those of before the renames."""
    spec = (
        f"{HEAD}auth: {{groups: [{{name: authors, renamed_from: editors}}]}}\n"
        "models:\n  note:\n    fields:\n"
        "      state: {enum: [open, {value: closed, renamed_from: shut}], renamed_from: status}\n"
        "    access: {read: authors}\n    index: [state]\n"
    )
    (group,) = stack(spec).of_type("AWS::Cognito::UserPoolGroup")

    assert group.properties["GroupName"] == "editors"
    assert key_types(spec)["status"] == "S"
    assert "by-status" in indexes(spec)
    model = text(spec, "backend/src/hello/generated/models/note.py")
    assert 'words={"closed": "shut"}' in model
    assert 'read=access.rule("editors")' in model


@covers("stages")
def test_the_last_stage_is_protected() -> None:
    """Each stage is a stack; the data of the last outlives it."""
    spec = f"{AUTH}stages: [dev, staging, live]\nmodels:\n  note: {{fields: {{it: string}}}}\n"
    kept = {
        stage: stack(spec, stage).resources["NoteTable"].attributes["DeletionPolicy"]
        for stage in ("dev", "staging", "live")
    }

    assert kept == {"dev": "Delete", "staging": "Delete", "live": "Retain"}
    assert {"dev", "staging", "live"} <= samconfig(spec).keys()


@covers("protect")
@pytest.mark.parametrize(
    ("settings", "protected"),
    [
        ("stages: [dev, prod]", {"prod"}),
        ("stages: [dev, prod, next]", {"prod"}),
        ("stages: [dev, live]", {"live"}),
        ("stages: [dev, live]\nprotect: [dev, live]", {"dev", "live"}),
    ],
)
def test_protection_is_by_name(settings: str, protected: set[str]) -> None:
    """A stage that is added later unprotects nothing."""
    spec = f"{AUTH}{settings}\nmodels:\n  note: {{fields: {{it: string}}}}\n"
    stages = samconfig(spec).keys() - {"version", "default"}

    kept = {
        stage
        for stage in stages
        if stack(spec, stage).resources["NoteTable"].attributes["DeletionPolicy"] == "Retain"
    }
    asked = {
        stage
        for stage in stages
        if samconfig(spec)[stage]["deploy"]["parameters"]["confirm_changeset"]
    }
    assert kept == asked == protected


@covers("theme", "theme.color", "theme.radius")
def test_the_theme_is_in_the_style_sheet() -> None:
    """Colour and radius are the tokens that the style sheets use."""
    styles = everything(f'{AUTH}theme: {{color: "#0a7d5a", radius: 3px}}\n', ".css")

    assert "#0a7d5a" in styles
    assert "3px" in styles


@covers("local", "local.engine")
@pytest.mark.parametrize(("engine", "images"), [("localstack", 2), ("ministack", 1)])
def test_the_engine_is_what_compose_starts(engine: str, images: int) -> None:
    """LocalStack has no Cognito, so that ministack stands beside it."""
    compose = yaml.safe_load(text(f"{AUTH}local: {{engine: {engine}}}\n", "docker-compose.yml"))

    assert engine in compose["services"]
    assert len(compose["services"]) == images


@covers("local")
def test_the_emulator_has_the_tables_of_the_stack() -> None:
    """What compose makes has the keys and indexes that the functions use."""
    spec = (
        f"{AUTH}models:\n  note: {{fields: {{size: integer}}, access: {{read: public}},"
        " index: [size]}\n"
    )
    module = ast.parse(text(spec, "local/resources.py"))
    tables = {
        ast.unparse(statement.target): ast.literal_eval(statement.value)
        for statement in module.body
        if isinstance(statement, ast.AnnAssign) and statement.value
    }

    assert tables["TABLES"] == {"NoteTable": key_types(spec)}
    assert tables["INDEXES"] == {"NoteTable": indexes(spec)}
