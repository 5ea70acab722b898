"""openapi.yaml is valid, and schema.d.ts is what openapi-typescript makes of it."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import goldens
import pytest
import yaml
from openapi_spec_validator import validate
from toolchain import node_packages

from scaffold.generate.catalog import read_catalog, templates_root
from scaffold.generate.plan import plan
from scaffold.generate.render import render
from scaffold.spec import reader
from scaffold.spec.routes import group_routes, routes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scaffold.spec.resolved import Spec

OPENAPI = PurePosixPath("openapi.yaml")
SCHEMA = PurePosixPath("frontend/src/api/schema.d.ts")
# openapi-typescript crashes on TypeScript 7, which has no compiler API.
OPENAPI_TYPESCRIPT = {"openapi-typescript": "7.13.0", "typescript": "6.0.3"}
HOSTILE = ("title-hostile", "nouns")
METHODS = ("get", "put", "post", "delete", "patch")


@pytest.fixture(scope="module")
def cases(
    golden_cases: Sequence[goldens.Case], example_cases: Sequence[goldens.Case]
) -> Sequence[goldens.Case]:
    """Golden cases and examples."""
    return [*golden_cases, *example_cases]


@pytest.fixture(scope="module")
def types(
    cases: Sequence[goldens.Case], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """What openapi-typescript makes of every case, by one process of Node."""
    folder = tmp_path_factory.mktemp("openapi")
    pairs = []
    for case in cases:
        source = folder / f"{case.name}.yaml"
        source.write_bytes(case.files[OPENAPI])
        pairs.append([str(source), str(folder / f"{case.name}.d.ts")])
    script = Path(__file__).with_name("openapi_types.mjs")
    command = ["node", str(script), str(node_packages(OPENAPI_TYPESCRIPT))]
    subprocess.run(command, input=json.dumps(pairs), text=True, check=True, timeout=300)
    return {Path(target).stem.removesuffix(".d"): Path(target).read_text() for _, target in pairs}


def document(case: goldens.Case) -> dict[str, Any]:
    """The openapi.yaml of a case."""
    return _parsed(case.files[OPENAPI])


def operations(openapi: dict[str, Any]) -> Iterable[tuple[str, str, dict[str, Any]]]:
    """Method, path and operation of everything that can be called."""
    for path, item in openapi["paths"].items():
        for method in METHODS:
            if method in item:
                yield method.upper(), path, item[method]


@pytest.mark.slow
def test_every_openapi_document_is_valid(cases: Sequence[goldens.Case]) -> None:
    """OpenAPI 3.1's own schema, and every reference in the document, hold."""
    for case in cases:
        validate(document(case))


def test_openapi_has_the_routes_of_the_application(cases: Sequence[goldens.Case]) -> None:
    """Every route is described, under the operation id and with the security that it has."""
    for case in cases:
        described = {
            (method, path, operation["operationId"], not operation["security"])
            for method, path, operation in operations(document(case))
        }
        expected = {
            (route.method, route.path, route.operation, route.public) for route in routes(case.spec)
        }

        assert described == expected, case.name


def test_whoever_may_be_refused_reads_so_in_openapi(cases: Sequence[goldens.Case]) -> None:
    """Where a rule leaves signed-in users out, 403 is documented; where it does not, it is not."""
    for case in cases:
        documented = {
            operation["operationId"]
            for _, _, operation in operations(document(case))
            if "403" in operation["responses"]
        }

        assert documented == set(_refusing(case.spec)), case.name


def test_openapi_needs_a_token_only_where_there_are_users(cases: Sequence[goldens.Case]) -> None:
    """Without auth nothing in the document speaks of tokens."""
    for case in cases:
        schemes = document(case)["components"].get("securitySchemes", {})

        assert list(schemes) == (["accessToken"] if case.spec.auth else []), case.name


def test_every_component_is_used(cases: Sequence[goldens.Case]) -> None:
    """A feature that is not there leaves no parameter, response or schema behind."""
    excused = {"responses/Forbidden", "responses/Unauthorized", "schemas/GatewayError"}
    for case in cases:
        text = case.files[OPENAPI].decode()
        components = document(case)["components"]
        defined = {
            f"{kind}/{name}"
            for kind in ("parameters", "responses", "schemas", "headers")
            for name in components.get(kind, {})
        }
        used = set(re.findall(r'"#/components/(\w+/\w+)"', text))

        assert defined - used <= excused, case.name
        assert used <= defined, case.name


def test_schema_is_byte_for_byte_that_of_openapi_typescript(
    cases: Sequence[goldens.Case], types: dict[str, str]
) -> None:
    """The user may run openapi-typescript on an edited openapi.yaml and get no noise."""
    for case in cases:
        if case.name not in HOSTILE:
            assert case.files[SCHEMA].decode() == types[case.name], case.name


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_in_the_schema_is_only_written_more_carefully(
    types: dict[str, str], name: str
) -> None:
    """Our literals escape what cannot be seen, our comments keep to a line: nothing else."""
    ours = goldens.golden_case(name).files[SCHEMA].decode()
    theirs = types[name]

    assert _code(ours) == _code(theirs)
    assert _comments(ours) == _comments(theirs)


def test_hostile_text_stays_data() -> None:
    """Titles, enum values, defaults and patterns are read back as they were written."""
    case = goldens.golden_case("title-hostile")
    openapi = document(case)
    properties = openapi["components"]["schemas"]["TrapInput"]["properties"]
    fields = {str(field.name): field for field in case.spec.models[0].fields}

    assert openapi["info"]["title"] == case.spec.title
    assert openapi["info"]["description"] == case.spec.description
    assert properties["choice"]["enum"] == [*fields["choice"].values, None]
    assert properties["quoted"]["default"] == fields["quoted"].default
    assert properties["story"]["default"] == fields["story"].default
    assert properties["code"]["pattern"] == f"^(?:{fields['code'].pattern})$"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("type: string", {"minLength": 1, "maxLength": 255}),
        ("type: string, min: 0, max: 7", {"minLength": 0, "maxLength": 7}),
        ("type: text", {"minLength": 1, "maxLength": 10_000}),
        ("type: integer, min: -2, max: 3", {"minimum": -2, "maximum": 3}),
        ("type: integer", {"minimum": -(2**53) + 1, "maximum": 2**53 - 1}),
        ("type: number, min: 0.000001", {"minimum": 0.000001, "maximum": 2**53 - 1}),
        ("type: list(integer), min: 1, max: 3", {"minItems": 1, "maxItems": 3}),
        ("type: date", {"format": "date"}),
        ("type: datetime", {"format": "date-time"}),
        ("type: email", {"format": "email", "minLength": 3, "maxLength": 254}),
        ("type: url", {"format": "uri", "minLength": 1, "maxLength": 2048}),
        ('type: string, pattern: "a|b"', {"pattern": "^(?:a|b)$"}),
        ("enum: [a, b]", {"enum": ["a", "b"]}),
        ("enum: [a, b], default: b", {"enum": ["a", "b", None], "default": "b"}),
    ],
)
def test_the_rules_of_a_field_are_those_of_its_schema(
    options: str, expected: dict[str, Any]
) -> None:
    """What a field's options say is what a client reads in openapi.yaml."""
    properties = _schemas(f"  thing:\n    fields: {{it: {{{options}}}}}\n")["ThingInput"][
        "properties"
    ]

    assert {key: properties["it"].get(key) for key in expected} == expected


def test_only_optional_fields_take_null() -> None:
    """Null in a patch removes a field, so it goes with optional ones only."""
    fields = "{kept: string, loose: optional string, choice: {enum: [a], optional: true}}"
    patch = _schemas(f"  thing:\n    fields: {fields}\n")["ThingPatch"]["properties"]

    assert patch["kept"]["type"] == "string"
    assert patch["loose"]["type"] == ["string", "null"]
    assert patch["choice"]["enum"] == ["a", None]


def _refusing(spec: Spec) -> Iterable[str]:
    """The operations that answer some signed-in user with 403, by what the access words mean."""
    everybody = {"public", "signed-in"}
    for model in spec.models:
        name, access = model.name.pascal, model.access
        rules = {f"create{name}": access.create, f"update{name}": access.update}
        rules[f"delete{name}"] = access.delete
        # Lists that only owners may read show each their own.
        if set(access.read.words) != {"owner"}:
            rules[f"list{model.collection}"] = access.read
        yield from (key for key, rule in rules.items() if everybody.isdisjoint(rule.words))
    for bucket in spec.buckets:
        name, access = bucket.name.pascal, bucket.access
        uploads = ("get{}Upload", "abort{}Upload", "sign{}Parts", "complete{}Upload")
        rules = {form.format(name): access.create for form in uploads}
        rules[f"delete{name}Object"] = access.delete
        # Nobody can ask for the objects of somebody else, so owners are never refused.
        if "owner" not in access.read.words:
            rules[f"list{name}Objects"] = access.read
        yield from (key for key, rule in rules.items() if everybody.isdisjoint(rule.words))
        # An upload for an item is refused to whoever may not change the item.
        for_items = spec.auth and spec.models_with_files_in(bucket.name)
        if for_items or everybody.isdisjoint(access.create.words):
            yield f"start{name}Upload"
    for function in spec.functions:
        for trigger, operation in zip(function.http, function.operations, strict=True):
            if everybody.isdisjoint(trigger.access.words):
                yield operation
    yield from _limited_lists(spec)
    if spec.auth and spec.auth.managed_groups:
        yield from (route.operation for route in group_routes())


def _limited_lists(spec: Spec) -> Iterable[str]:
    """The lists that are refused to some, because they tell what is in a field."""
    for model in spec.models:
        if any(field.read for field in (*model.indexed, *model.links)):
            yield f"list{model.collection}"
            yield from [f"list{model.collection}AsUser"] if model.user_reads else []


@cache
def _parsed(content: bytes) -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.load(content, yaml.CSafeLoader)
    return parsed


def _schemas(models: str) -> dict[str, Any]:
    spec = reader.parse(f"scaffold: 1\napp: hello\nauth:\nmodels:\n{models}")
    catalog = read_catalog(templates_root())
    planned = [file for file in plan(spec, catalog) if file.target == OPENAPI]
    openapi = _parsed(render(planned, spec, catalog)[0].content)
    schemas: dict[str, Any] = openapi["components"]["schemas"]
    return schemas


_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def _code(text: str) -> str:
    """The text without comments, its string literals spelled in one way."""

    def respell(match: re.Match[str]) -> str:
        value = match[0].encode("utf-16", "surrogatepass").decode("utf-16")
        return json.dumps(json.loads(value, strict=False))

    return _STRING.sub(respell, _COMMENT.sub("", text))


def _comments(text: str) -> list[str]:
    """The words of every comment."""
    unescaped = (found.replace("*\\/", "* /") for found in _COMMENT.findall(text))
    return [
        " ".join(re.sub(r"[\s*/\u2028\u2029\ufeff]+", " ", found).split()) for found in unescaped
    ]
