"""The keys of buckets and functions do what docs/reference/scaffold-yaml.md says."""

from __future__ import annotations

import pytest
from built.keys import (
    AUTH,
    FUNCTION,
    covers,
    everything,
    openapi,
    public_operations,
    routes_without_token,
    stack,
)

USES = (
    f"{AUTH}models:\n  note: {{fields: {{it: string}}}}\nbuckets:\n  photos: {{}}\n"
    "functions:\n  other:\n  hello: {uses: "
)


@covers("buckets", "buckets.*.access")
def test_a_bucket_is_private_and_its_function_serves_it() -> None:
    """Eight routes; by default everything needs a token."""
    spec = f"{AUTH}buckets:\n  photos: {{}}\n"
    resources = stack(spec).resources
    paths = [path for path in openapi(spec)["paths"] if path.startswith("/buckets/photos/")]

    assert {"PhotosBucket", "PhotosBucketFunction", "PhotosBucketPolicy"} <= resources.keys()
    assert len(paths) == 6
    assert public_operations(spec) == {"checkHealth"}
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
    readers = ", read: [owner, signed-in]" if word == "create" else ""
    spec = f"{AUTH}buckets:\n  photos: {{access: {{{word}: public{readers}}}}}\n"

    assert public_operations(spec) == operations | {"checkHealth"}


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


@covers("functions.*.uses", "functions.*.uses.models")
@pytest.mark.parametrize(("use", "writes"), [("[note]", False), ("{note: write}", True)])
def test_a_function_reaches_the_models_that_it_uses(use: str, *, writes: bool) -> None:
    """Read lets it get and query, write lets it put too, and nothing lets it scan."""
    each = stack(f"{USES}{{models: {use}}}}}\n")

    assert each.environment("HelloFunction") == {
        **each.environment("OtherFunction"),
        "NOTE_TABLE": "NoteTable",
    }
    assert each.allows("HelloFunction", "dynamodb:GetItem", "NoteTable.Arn")
    assert each.allows("HelloFunction", "dynamodb:PutItem", "NoteTable.Arn") == writes
    assert not each.allows("HelloFunction", "dynamodb:Scan", "NoteTable.Arn")
    assert not each.allows("OtherFunction", "dynamodb:GetItem", "NoteTable.Arn")


@covers("functions.*.uses.buckets")
@pytest.mark.parametrize(("use", "writes"), [("[photos]", False), ("{photos: write}", True)])
def test_a_function_writes_to_derived_alone(use: str, *, writes: bool) -> None:
    """So that what it writes never calls it again."""
    each = stack(f"{USES}{{buckets: {use}}}}}\n")

    assert each.environment("HelloFunction")["PHOTOS_BUCKET"] == "PhotosBucket"
    assert each.allows("HelloFunction", "s3:GetObject", "PhotosBucket.Arn/uploads/x")
    assert each.allows("HelloFunction", "s3:PutObject", "PhotosBucket.Arn/derived/x") == writes
    assert not each.allows("HelloFunction", "s3:PutObject", "PhotosBucket.Arn/uploads/x")


@covers("functions.*.uses.buckets")
@pytest.mark.parametrize(("use", "written"), [("[photos]", False), ("{photos: write}", True)])
def test_what_a_function_writes_is_served_as_uploads_are(use: str, *, written: bool) -> None:
    """By the bucket's API and by a model's file field, where a function writes at all."""
    spec = USES.replace("it: string", "it: optional file(photos)")
    each = stack(f"{spec}{{buckets: {use}}}}}\n")

    derived = "PhotosBucket.Arn/derived/x"
    assert each.allows("PhotosBucketFunction", "s3:GetObject", derived) == written
    assert each.allows("PhotosBucketFunction", "s3:DeleteObject", derived) == written
    assert not each.allows("PhotosBucketFunction", "s3:PutObject", derived)
    assert each.allows("NoteFunction", "s3:GetObject", derived) == written
    assert each.allows("NoteFunction", "s3:GetObject", "PhotosBucket.Arn/uploads/x")
    assert not each.allows("NoteFunction", "s3:PutObject", derived)


@covers("functions.*.uses.functions")
def test_a_function_calls_the_functions_that_it_uses() -> None:
    """It knows their names and may invoke them."""
    each = stack(f"{USES}{{functions: [other]}}}}\n")

    assert each.environment("HelloFunction")["OTHER_FUNCTION"] == "OtherFunction"
    assert each.allows("HelloFunction", "lambda:InvokeFunction", "OtherFunction.Arn")
    assert not each.allows("OtherFunction", "lambda:InvokeFunction", "HelloFunction.Arn")


@covers("functions.*.env", "functions.*.memory", "functions.*.timeout")
def test_a_function_has_its_settings() -> None:
    """Text comes out as it was written, `${}` too."""
    each = stack(f'{FUNCTION}{{env: {{NOTE: "a ${{b}} c"}}, memory: 1769, timeout: 2 minutes}}\n')
    function = each.resources["HelloFunction"].properties

    assert each.environment("HelloFunction")["NOTE"] == "a ${b} c"
    assert (function["MemorySize"], function["Timeout"]) == (1769, 120)
