"""Every key of the spec does what docs/spec.md says, read off the generated application."""

from __future__ import annotations

import ast
import tomllib
from pathlib import PurePosixPath
from typing import Any

import goldens
import pytest
import yaml
from cloudformation import Stack

HEAD = "scaffold: 1\napp: hello\n"
AUTH = f"{HEAD}auth:\n"
FUNCTION = f"{AUTH}functions:\n  hello: "
PUBLIC = "read: public, create: public, update: public, delete: public"


def covers(*keys: str) -> pytest.MarkDecorator:
    """The mark of a test that proves what these keys do."""
    return pytest.mark.covers(*keys, "behaviour")


def text(spec: str, path: str) -> str:
    """A generated file."""
    return goldens.case_of(spec).files[PurePosixPath(path)].decode()


def everything(spec: str, suffix: str) -> str:
    """All generated files with a suffix, as one text."""
    files = goldens.case_of(spec).files
    return "\n".join(files[path].decode() for path in sorted(files) if path.suffix == suffix)


def openapi(spec: str) -> dict[str, Any]:
    """The generated openapi.yaml."""
    document: dict[str, Any] = yaml.safe_load(text(spec, "openapi.yaml"))
    return document


def stack(spec: str, stage: str = "dev") -> Stack:
    """A stage of the application."""
    return Stack(goldens.case_of(spec), stage)


def samconfig(spec: str) -> dict[str, Any]:
    """The generated samconfig.toml."""
    return tomllib.loads(text(spec, "samconfig.toml"))


def field(options: str) -> dict[str, Any]:
    """The schemas of a model with a field `it`: as read, as created, as changed."""
    spec = (
        f"{AUTH}models:\n  maker: {{fields: {{name: string}}}}\n"
        f"  note: {{fields: {{it: {options}}}}}\n"
        "buckets:\n  photos: {}\n"
    )
    schemas: dict[str, Any] = openapi(spec)["components"]["schemas"]
    return {name: schemas[f"Note{suffix}"] for name, suffix in SHAPES.items()}


SHAPES = {"read": "", "created": "Input", "changed": "Patch"}


def created(options: str) -> dict[str, Any]:
    """What a client may send for a field with these options."""
    properties: dict[str, Any] = field(options)["created"]["properties"]["it"]
    return properties


def public_operations(spec: str) -> set[str]:
    """The operations that need no token."""
    return {
        operation["operationId"]
        for item in openapi(spec)["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict) and not operation["security"]
    }


@covers("scaffold", "app")
def test_the_app_names_the_stack_and_the_package() -> None:
    """Version 1 of the language: `app` is the prefix of stacks, in snake case the package."""
    spec = "scaffold: 1\napp: tea-time\nauth:\n"

    assert samconfig(spec)["dev"]["deploy"]["parameters"]["stack_name"] == "tea-time-dev"
    assert (
        stack(spec).resources["HealthFunction"].properties["Handler"] == "tea_time.health.handler"
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

    assert {one.properties["Runtime"] for one in functions} == {"python3.12"}


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

    assert sorted(one.properties["GroupName"] for one in made) == sorted(groups)
    assert ("/admin/groups" in openapi(spec)["paths"]) == managed
    assert ("GroupsFunction" in stack(spec).resources) == managed
    if managed:
        needed = ("AdminAddUserToGroup", "AdminRemoveUserFromGroup", "ListUsersInGroup")
        refused = [
            action
            for action in needed
            if not stack(spec).allows("GroupsFunction", f"cognito-idp:{action}", "UserPool.Arn")
        ]
        assert refused == []


@covers("models", "models.*.fields")
def test_a_model_is_a_table_a_function_and_five_routes() -> None:
    """A model is stored, served and described."""
    spec = f"{AUTH}models:\n  note: {{fields: {{title: string, body: optional text}}}}\n"
    resources = stack(spec).resources

    assert {"NoteTable", "NoteFunction"} <= resources.keys()
    assert resources["NoteFunction"].properties["Handler"] == "hello.api.note.handler"
    assert stack(spec).environment("NoteFunction")["NOTE_TABLE"] == "NoteTable"
    actions = ("GetItem", "PutItem", "UpdateItem", "DeleteItem")
    assert all(
        stack(spec).allows("NoteFunction", f"dynamodb:{action}", "NoteTable.Arn")
        for action in actions
    )
    assert stack(spec).allows("NoteFunction", "dynamodb:Query", "NoteTable.Arn/index/by_owner")
    paths = openapi(spec)["paths"]
    assert {"get", "post"} <= paths["/notes"].keys()
    assert {"get", "patch", "delete"} <= paths["/notes/{id}"].keys()
    schema = openapi(spec)["components"]["schemas"]["Note"]
    system = ["id", "owner", "created_at", "updated_at", "version"]
    assert [*schema["properties"]] == [*system, "title", "body"]


@covers("models.*.path")
@pytest.mark.parametrize(("path", "expected"), [("", "/people"), ("path: staff, ", "/staff")])
def test_a_model_is_at_its_path(path: str, expected: str) -> None:
    """The path is the English plural, or what the spec says."""
    spec = f"{AUTH}models:\n  person: {{{path}fields: {{name: string}}}}\n"

    assert {expected, f"{expected}/{{id}}"} <= openapi(spec)["paths"].keys()


@covers("models.*.fields.*.type", "models.*.fields")
@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        ("string", {"type": "string", "maxLength": 255}),
        ("text", {"type": "string", "maxLength": 10_000}),
        ("integer", {"type": "integer"}),
        ("number", {"type": "number"}),
        ("boolean", {"type": "boolean"}),
        ("date", {"type": "string", "format": "date"}),
        ("datetime", {"type": "string", "format": "date-time"}),
        ("email", {"type": "string", "format": "email"}),
        ("url", {"type": "string", "format": "uri", "pattern": r"^https?://[^\s/?#]+\S*$"}),
        ("json", {"not": {"type": "null"}}),
        ("list(integer)", {"type": "array"}),
        ("ref(maker)", {"type": "string", "pattern": "^[0-9A-HJKMNP-TV-Z]{26}$"}),
        ("file(photos)", {"type": "string", "description": "The id of an object in photos."}),
    ],
)
def test_a_type_is_what_json_has_for_it(kind: str, schema: dict[str, Any]) -> None:
    """A field takes the values of its type."""
    assert schema.items() <= created(kind).items()


@covers("models.*.fields.*.enum")
def test_an_enum_takes_its_values_alone() -> None:
    """The values are those of the spec, in its order."""
    assert created("{enum: [low, high]}")["enum"] == ["low", "high"]


@covers("models.*.fields.*.optional")
def test_only_an_optional_field_may_be_missing() -> None:
    """It is not required, and null takes it away."""
    needed, optional = field("string"), field("{type: string, optional: true}")

    assert needed["created"]["required"] == ["it"]
    assert "required" not in optional["created"]
    assert "it" in needed["read"]["required"]
    assert "it" not in optional["read"]["required"]
    assert optional["changed"]["properties"]["it"]["type"] == ["string", "null"]
    assert needed["changed"]["properties"]["it"]["type"] == "string"


@covers("models.*.fields.*.min", "models.*.fields.*.max")
@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        ("string", "minLength", "maxLength"),
        ("text", "minLength", "maxLength"),
        ("integer", "minimum", "maximum"),
        ("number", "minimum", "maximum"),
        ("list(date)", "minItems", "maxItems"),
    ],
)
def test_min_and_max_bound_length_value_or_number(kind: str, least: str, most: str) -> None:
    """What is bounded depends on the type."""
    schema = created(f"{{type: {kind}, min: 2, max: 7}}")

    assert (schema[least], schema[most]) == (2, 7)


@covers("models.*.fields.*.pattern")
def test_a_pattern_matches_the_whole_value() -> None:
    """`a|b` does not match `ab`."""
    assert created('{type: string, pattern: "a|b"}')["pattern"] == "^(?:a|b)$"


@covers("models.*.fields.*.default")
def test_a_default_stands_in_for_a_missing_value() -> None:
    """A client need not send it, and always reads it."""
    schemas = field("{type: integer, default: 3}")

    assert schemas["created"]["properties"]["it"]["default"] == 3
    assert "required" not in schemas["created"]
    assert "it" in schemas["read"]["required"]


@covers("models.*.fields.*.unique")
def test_a_unique_value_that_is_taken_is_a_conflict() -> None:
    """Creating an item answers 409 only where something is unique."""

    def answers(options: str) -> set[str]:
        spec = f"{AUTH}models:\n  note: {{fields: {{it: {options}}}}}\n"
        return set(openapi(spec)["paths"]["/notes"]["post"]["responses"])

    assert "409" in answers("{type: string, unique: true}")
    assert "409" not in answers("string")


@covers("models.*.access", "models.*.access.read")
def test_reading_is_for_those_who_are_named() -> None:
    """Public reading needs no token, and what others may read has an index over all items."""
    own = f"{AUTH}models:\n  note: {{fields: {{it: string}}}}\n"
    public = f"{AUTH}models:\n  note: {{fields: {{it: string}}, access: {{read: public}}}}\n"

    assert public_operations(own) == {"getHealth"}
    assert public_operations(public) == {"getHealth", "listNotes", "getNote"}
    assert indexes(own) == {"by_owner": ("owner", "S")}
    assert indexes(public) == {"by_owner": ("owner", "S"), "all": ("_all", "S")}


@pytest.mark.parametrize(
    ("word", "operation"),
    [
        pytest.param("create", "createNote", marks=covers("models.*.access.create")),
        pytest.param("update", "updateNote", marks=covers("models.*.access.update")),
        pytest.param("delete", "deleteNote", marks=covers("models.*.access.delete")),
    ],
)
def test_writing_needs_a_token_unless_it_is_public(word: str, operation: str) -> None:
    """One word opens one operation, and no other."""
    spec = f"{AUTH}models:\n  note: {{fields: {{it: string}}, access: {{{word}: public}}}}\n"
    method = {
        "create": "POST /notes",
        "update": "PATCH /notes/{id}",
        "delete": "DELETE /notes/{id}",
    }

    assert public_operations(spec) == {"getHealth", operation}
    assert routes_without_token(spec) == {"GET /health", method[word]}


# How SAM writes that a route has no authorizer.
NO_TOKEN: list[dict[str, list[str]]] = [{"NONE": []}]


def routes_without_token(spec: str) -> set[str]:
    """The routes that API Gateway lets anybody call."""
    (api,) = stack(spec).of_type("AWS::ApiGatewayV2::Api")
    return {
        f"{method.upper()} {path}"
        for path, item in api.properties["Body"]["paths"].items()
        for method, operation in item.items()
        if operation.get("security", NO_TOKEN) == NO_TOKEN
    }


def indexes(spec: str) -> dict[str, tuple[str, str]]:
    """The indexes of the table of notes: their partition keys and the types of these."""
    table = stack(spec).resources["NoteTable"].properties
    types = {one["AttributeName"]: one["AttributeType"] for one in table["AttributeDefinitions"]}
    keys = {
        one["IndexName"]: one["KeySchema"][0]["AttributeName"]
        for one in table["GlobalSecondaryIndexes"]
    }
    return {name: (key, types[key]) for name, key in keys.items()}


@covers("models.*.index")
def test_what_is_indexed_can_be_listed_by() -> None:
    """An index each alone and within the owner, and a parameter of the list."""
    spec = (
        f"{AUTH}models:\n  note: {{fields: {{kind: {{type: string, max: 40}}, size: integer}},"
        " access: {read: signed-in}, index: [kind, size]}\n"
    )

    assert indexes(spec) == {
        "all": ("_all", "S"),
        "by_owner": ("owner", "S"),
        "by_kind": ("kind", "S"),
        "by_owner_kind": ("_owner_kind", "S"),
        "by_size": ("size", "N"),
        "by_owner_size": ("_owner_size", "S"),
    }
    parameters = openapi(spec)["paths"]["/notes"]["get"]["parameters"]
    assert [one["name"] for one in parameters if "name" in one] == ["kind", "size"]


@covers("buckets", "buckets.*.access")
def test_a_bucket_is_private_and_its_function_serves_it() -> None:
    """Eight routes; by default everything needs a token."""
    spec = f"{AUTH}buckets:\n  photos: {{}}\n"
    resources = stack(spec).resources
    paths = [path for path in openapi(spec)["paths"] if path.startswith("/buckets/photos/")]

    assert {"PhotosBucket", "PhotosBucketFunction", "PhotosBucketPolicy"} <= resources.keys()
    assert len(paths) == 6
    assert public_operations(spec) == {"getHealth"}
    needed = ("PutObject", "GetObject", "DeleteObject", "AbortMultipartUpload")
    refused = [
        action
        for action in (*needed, "ListMultipartUploadParts")
        if not stack(spec).allows(
            "PhotosBucketFunction", f"s3:{action}", "PhotosBucket.Arn/uploads/a/b/c"
        )
    ]
    assert refused == []


@pytest.mark.parametrize(
    ("word", "operations"),
    [
        pytest.param(
            "read",
            {"listPhotosObjects", "getPhotosObject"},
            marks=covers("buckets.*.access.read"),
        ),
        pytest.param(
            "create",
            {
                "startPhotosUpload",
                "getPhotosUpload",
                "signPhotosParts",
                "completePhotosUpload",
                "abortPhotosUpload",
            },
            marks=covers("buckets.*.access.create"),
        ),
        pytest.param("delete", {"deletePhotosObject"}, marks=covers("buckets.*.access.delete")),
    ],
)
def test_a_word_opens_its_part_of_a_bucket(word: str, operations: set[str]) -> None:
    """Public reading, uploading or deleting needs no token, and nothing else is opened by it."""
    spec = f"{AUTH}buckets:\n  photos: {{access: {{{word}: public}}}}\n"

    assert public_operations(spec) == operations | {"getHealth"}


@covers("buckets.*.accept")
def test_a_bucket_knows_the_types_that_it_accepts() -> None:
    """The backend checks them, and the frontend offers only them."""
    spec = f"{AUTH}buckets:\n  photos: {{accept: [image/x-rare]}}\n"

    assert "image/x-rare" in everything(spec, ".py")
    assert "image/x-rare" in everything(spec, ".ts") + everything(spec, ".tsx")


@covers("buckets.*.max_size")
def test_a_bucket_knows_its_largest_object() -> None:
    """Backend and frontend know it in bytes, to refuse before an upload starts."""
    spec = f"{AUTH}buckets:\n  photos: {{max_size: 7 KiB}}\n"

    assert "max_size=7168" in everything(spec, ".py")
    assert "maxSize: 7168" in everything(spec, ".ts")


@covers("buckets.*.expire")
def test_objects_expire_after_whole_days() -> None:
    """S3 deletes them; without the key it keeps them."""

    def days(options: str) -> list[int]:
        bucket = stack(f"{AUTH}buckets:\n  photos: {options}\n").resources["PhotosBucket"]
        rules = bucket.properties["LifecycleConfiguration"]["Rules"]
        return [rule["ExpirationInDays"] for rule in rules if "ExpirationInDays" in rule]

    assert days("{expire: 30 days}") == [30]
    assert days("{}") == []


@covers("functions", "functions.*.trigger", "functions.*.trigger.http")
def test_an_http_trigger_is_a_route_of_the_function() -> None:
    """Without a trigger a function is there, and nothing calls it."""
    spec = f'{FUNCTION}{{trigger: {{http: "PUT /hello/{{name}}"}}}}\n  idle:\n'
    (api,) = stack(spec).of_type("AWS::ApiGatewayV2::Api")
    route = api.properties["Body"]["paths"]["/hello/{name}"]["put"]

    assert "HelloFunction" in str(route["x-amazon-apigateway-integration"])
    assert openapi(spec)["paths"]["/hello/{name}"]["put"]["operationId"] == "hello"
    assert "IdleFunction" in stack(spec).resources
    assert "IdleFunction" not in str(api.properties["Body"])


@covers("functions.*.trigger.access")
@pytest.mark.parametrize(("access", "public"), [("", False), (", access: public", True)])
def test_a_function_is_for_whoever_signs_in_unless_it_is_public(
    access: str, *, public: bool
) -> None:
    """API Gateway checks the token of everything that is not public."""
    spec = f'{FUNCTION}{{trigger: {{http: "GET /hello"{access}}}}}\n'

    assert ("GET /hello" in routes_without_token(spec)) == public
    assert ("hello" in public_operations(spec)) == public


@covers("functions.*.trigger.upload", "functions.*.trigger.suffix")
def test_an_upload_calls_the_function_when_its_suffix_fits() -> None:
    """EventBridge matches the bucket and the key; a failure ends in the dead letters."""
    spec = (
        f"{AUTH}buckets:\n  photos: {{}}\n"
        "functions:\n  shrink: {trigger: {upload: photos, suffix: .png}}\n"
    )
    (rule,) = stack(spec).of_type("AWS::Events::Rule")
    detail = rule.properties["EventPattern"]["detail"]

    assert detail["bucket"]["name"] == ["PhotosBucket"]
    assert detail["object"]["key"] == [{"wildcard": "uploads/*.png"}]
    assert [target["Arn"] for target in rule.properties["Targets"]] == ["ShrinkFunction.Arn"]


USES = (
    f"{AUTH}models:\n  note: {{fields: {{it: string}}}}\nbuckets:\n  photos: {{}}\n"
    "functions:\n  other:\n  hello: {uses: "
)


@covers("functions.*.uses", "functions.*.uses.models")
@pytest.mark.parametrize(("use", "writes"), [("[note]", False), ("{note: write}", True)])
def test_a_function_reaches_the_models_that_it_uses(use: str, *, writes: bool) -> None:
    """Read lets it get and query, write lets it put too, and nothing lets it scan."""
    one = stack(f"{USES}{{models: {use}}}}}\n")

    assert one.environment("HelloFunction") == {
        **one.environment("OtherFunction"),
        "NOTE_TABLE": "NoteTable",
    }
    assert one.allows("HelloFunction", "dynamodb:GetItem", "NoteTable.Arn")
    assert one.allows("HelloFunction", "dynamodb:PutItem", "NoteTable.Arn") == writes
    assert not one.allows("HelloFunction", "dynamodb:Scan", "NoteTable.Arn")
    assert not one.allows("OtherFunction", "dynamodb:GetItem", "NoteTable.Arn")


@covers("functions.*.uses.buckets")
@pytest.mark.parametrize(("use", "writes"), [("[photos]", False), ("{photos: write}", True)])
def test_a_function_writes_to_derived_alone(use: str, *, writes: bool) -> None:
    """So that what it writes never calls it again."""
    one = stack(f"{USES}{{buckets: {use}}}}}\n")

    assert one.environment("HelloFunction")["PHOTOS_BUCKET"] == "PhotosBucket"
    assert one.allows("HelloFunction", "s3:GetObject", "PhotosBucket.Arn/uploads/x")
    assert one.allows("HelloFunction", "s3:PutObject", "PhotosBucket.Arn/derived/x") == writes
    assert not one.allows("HelloFunction", "s3:PutObject", "PhotosBucket.Arn/uploads/x")


@covers("functions.*.uses.functions")
def test_a_function_calls_the_functions_that_it_uses() -> None:
    """It knows their names and may invoke them."""
    one = stack(f"{USES}{{functions: [other]}}}}\n")

    assert one.environment("HelloFunction")["OTHER_FUNCTION"] == "OtherFunction"
    assert one.allows("HelloFunction", "lambda:InvokeFunction", "OtherFunction.Arn")
    assert not one.allows("OtherFunction", "lambda:InvokeFunction", "HelloFunction.Arn")


@covers("functions.*.env", "functions.*.memory", "functions.*.timeout")
def test_a_function_has_its_settings() -> None:
    """Text comes out as it was written, `${}` too."""
    one = stack(f'{FUNCTION}{{env: {{NOTE: "a ${{b}} c"}}, memory: 1769, timeout: 2 minutes}}\n')
    function = one.resources["HelloFunction"].properties

    assert one.environment("HelloFunction")["NOTE"] == "a ${b} c"
    assert (function["MemorySize"], function["Timeout"]) == (1769, 120)


@covers("models.*.renamed_from", "buckets.*.renamed_from", "functions.*.renamed_from")
def test_what_is_renamed_keeps_what_it_holds() -> None:
    """Table and bucket have their first logical ids, which everything that uses them knows."""
    one = stack(goldens.golden_case("renamed").spec_path.read_text())

    assert {"VideoTable", "RawVideosBucket", "RawVideosBucketPolicy"} <= one.resources.keys()
    assert not {"ClipTable", "FilmsBucket", "FilmsBucketPolicy"} & one.resources.keys()
    assert one.environment("ProbeFunction")["CLIP_TABLE"] == "VideoTable"
    assert one.environment("ProbeFunction")["FILMS_BUCKET"] == "RawVideosBucket"
    assert one.allows("ClipFunction", "dynamodb:PutItem", "VideoTable.Arn")
    assert one.allows("ClipFunction", "dynamodb:ConditionCheckItem", "ChannelTable.Arn")
    assert one.allows("ProbeFunction", "s3:PutObject", "RawVideosBucket.Arn/derived/x")
    assert one.allows("ProbeFunction", "s3:GetObject", "RawVideosBucket.Arn/uploads/x")
    assert one.allows("FilmsBucketFunction", "s3:PutObject", "RawVideosBucket.Arn/uploads/x")


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
    (tables,) = (
        ast.literal_eval(statement.value)
        for statement in module.body
        if isinstance(statement, ast.AnnAssign)
        and statement.value
        and ast.unparse(statement.target) == "TABLES"
    )

    assert tables == {"NoteTable": indexes(spec)}
