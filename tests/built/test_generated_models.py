"""The keys of models do what docs/reference/scaffold-yaml.md says."""

from __future__ import annotations

from typing import Any, Final

import pytest
from built.keys import (
    AUTH,
    covers,
    indexes,
    key_types,
    openapi,
    public_operations,
    routes_without_token,
    stack,
    text,
)

SHAPES = {"read": "", "created": "Input", "changed": "Patch"}


def field(options: str) -> dict[str, Any]:
    """The schemas of a model with a field `it`: as read, as created, as changed."""
    spec = (
        f"{AUTH}models:\n  maker: {{fields: {{name: string}}}}\n"
        f"  note: {{fields: {{it: {options}}}}}\n"
        "buckets:\n  photos: {}\n"
    )
    schemas: dict[str, Any] = openapi(spec)["components"]["schemas"]
    return {name: schemas[f"Note{suffix}"] for name, suffix in SHAPES.items()}


def created(options: str) -> dict[str, Any]:
    """What a client may send for a field with these options."""
    properties: dict[str, Any] = field(options)["created"]["properties"]["it"]
    return properties


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
    assert stack(spec).allows("NoteFunction", "dynamodb:Query", "NoteTable.Arn/index/by-owner")
    paths = openapi(spec)["paths"]
    assert {"get", "post"} <= paths["/notes"].keys()
    assert {"get", "patch", "delete"} <= paths["/notes/{id}"].keys()
    schema = openapi(spec)["components"]["schemas"]["Note"]
    system = ["id", "owner", "created_at", "updated_at", "version"]
    assert [*schema["properties"]] == [*system, "title", "body"]


@covers("models.*.view")
@pytest.mark.parametrize(("view", "shown"), [("", "NoteTable"), ("view: cards, ", "NoteCards")])
def test_a_list_page_shows_a_view(view: str, shown: str) -> None:
    """A table, or cards."""
    spec = f"{AUTH}models:\n  note: {{{view}fields: {{title: string}}}}\n"

    page = text(spec, "frontend/src/pages/notes/NoteListPage.tsx")

    assert f"<{shown} items={{notes.items}}" in page


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


@covers("models.*.fields.*.type")
def test_what_a_field_leads_to_can_be_included_in_a_list() -> None:
    """A list takes the names of those fields, and brings items and files of their types."""
    spec = (
        f"{AUTH}models:\n  maker: {{fields: {{name: string}}}}\n"
        "  note: {fields: {by: optional ref(maker), scan: optional file(photos), it: string}}\n"
        "buckets:\n  photos: {}\n"
    )
    (include,) = (each for each in list_parameters(spec) if each.get("name") == "include")
    schemas = openapi(spec)["components"]["schemas"]

    assert (include["style"], include["explode"]) == ("form", False)
    assert include["schema"]["items"]["enum"] == ["by", "scan"]
    assert {
        name: each["items"]["$ref"].rpartition("/")[2]
        for name, each in schemas["NoteIncluded"]["properties"].items()
    } == {"by": "Maker", "scan": "FileLink"}
    assert "included" not in schemas["NotePage"]["required"]
    assert "MakerIncluded" not in schemas
    assert "id" in schemas["FileLink"]["required"]


@covers("models.*.fields.*.read")
def test_what_only_functions_see_cannot_be_included() -> None:
    """No list takes the name of such a field, nor an `include` if there is no other."""

    def included(scan: str) -> list[Any]:
        spec = (
            f"{AUTH}models:\n  maker: {{fields: {{name: string}}}}\n"
            "  note:\n    fields:\n      by: {type: ref(maker), optional: true, read: functions}\n"
            f"      scan: {{type: file(photos), optional: true, read: {scan}}}\n"
            "buckets:\n  photos: {}\n"
        )
        found = (each for each in list_parameters(spec) if each.get("name") == "include")
        names = [each["schema"]["items"]["enum"] for each in found]
        assert ("NoteIncluded" in openapi(spec)["components"]["schemas"]) is bool(names)
        return names

    assert included("owner") == [["scan"]]
    assert included("functions") == []


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


@covers("models.*.fields.*.write")
def test_a_field_of_functions_is_in_no_request() -> None:
    """Clients read it and cannot send it; a field of some people stays in requests."""
    functions = field("{enum: [a, b], default: a, write: functions}")
    owner = field("{type: ref(maker), write: owner}")

    assert functions["read"]["properties"]["it"]["readOnly"] is True
    assert "it" in functions["read"]["required"]
    assert "properties" not in {**functions["created"], **functions["changed"]}
    assert "readOnly" not in owner["read"]["properties"]["it"]
    assert owner["created"]["required"] == ["it"]
    for shape in ("created", "changed"):
        description = owner[shape]["properties"]["it"]["description"]
        assert description == "The id of the maker. Writable by owner."


@covers("models.*.fields.*.read")
def test_a_field_that_not_everybody_sees_may_be_missing() -> None:
    """Answers say who sees it; what only functions see is in no answer and in no list."""
    admins, functions = (
        field("{type: json, read: signed-in}"),
        field("{type: date, read: functions}"),
    )

    assert admins["read"]["properties"]["it"]["description"] == (
        "Any JSON value. Readable by signed-in."
    )
    assert "it" not in admins["read"]["required"]
    assert "it" not in functions["read"]["properties"]
    assert functions["created"]["required"] == ["it"]


@covers("models.*.fields.*.read")
def test_what_a_public_answer_leaves_out_is_under_me() -> None:
    """A public route does not know who calls; its twin has the same handler behind a token."""

    def under_me(read: str, access: str = "public") -> list[str]:
        fields = f"{{it: string, at: {{type: file(photos), optional: true, read: {read}}}}}"
        spec = (
            f"{AUTH}models:\n  note: {{fields: {fields}, access: {{read: {access}}}}}\n"
            "buckets:\n  photos: {}\n"
        )
        assert "listNotesAsUser" not in public_operations(spec)
        return [path for path in openapi(spec)["paths"] if path.startswith("/me/")]

    assert under_me("owner") == ["/me/notes", "/me/notes/{id}", "/me/notes/{id}/files/{field}"]
    assert under_me("functions") == under_me("public") == under_me("owner", "signed-in") == []


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

    assert public_operations(own) == {"checkHealth"}
    assert public_operations(public) == {"checkHealth", "listNotes", "getNote"}
    assert indexes(own) == {"by-owner": (["owner"], ["id"])}
    assert indexes(public) == {"all": (["_all"], ["id"]), "by-owner": (["owner"], ["id"])}


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
    readers = ", read: [owner, signed-in]" if word == "create" else ""
    access = f"{{{word}: public{readers}}}"
    spec = f"{AUTH}models:\n  note: {{fields: {{it: string}}, access: {access}}}\n"
    method = {
        "create": "POST /notes",
        "update": "PATCH /notes/{id}",
        "delete": "DELETE /notes/{id}",
    }

    assert public_operations(spec) == {"checkHealth", operation}
    assert routes_without_token(spec) == {"GET /health", method[word]}


INDEXED: Final = (
    f"{AUTH}models:\n  note:\n    fields:\n      kind: {{type: string, max: 40}}\n"
    "      size: integer\n    access: {read: %s}\n    index: [%s]\n"
)
OWNED: Final = {"by-owner": (["owner"], ["id"])}
LISTED: Final = {"all": (["_all"], ["id"]), **OWNED}


@covers("models.*.index")
@pytest.mark.parametrize(
    ("entry", "read", "name", "keys", "parameters"),
    [
        ("kind", "signed-in", "by-kind", (["kind"], ["id"]), ["kind"]),
        ("[owner, kind]", "public", "by-owner-kind", (["owner", "kind"], ["id"]), ["kind"]),
        ("[size, owner]", "public", "by-owner-size", (["owner", "size"], ["id"]), ["size"]),
        ("[kind, size]", "public", "by-kind-size", (["kind", "size"], ["id"]), ["kind", "size"]),
        ("kind", "owner", "by-owner-kind", (["owner", "kind"], ["id"]), ["kind"]),
    ],
)
def test_what_is_indexed_can_be_listed_by(
    entry: str, read: str, name: str, keys: tuple[list[str], list[str]], parameters: list[str]
) -> None:
    """An entry is an index, and a parameter of the list for each field; owners have their own."""
    spec = INDEXED % (read, entry)

    assert indexes(spec) == {**(OWNED if read == "owner" else LISTED), name: keys}
    types = {"id": "S", "_all": "S", "owner": "S", "kind": "S", "size": "N"}
    assert key_types(spec).items() <= types.items()
    filters = {each["name"] for each in list_parameters(spec) if "name" in each}
    assert filters - {"sort"} == set(parameters)


@covers("models.*.index.by")
@covers("models.*.index.sort")
@pytest.mark.parametrize(
    ("entry", "name", "keys"),
    [
        ("{by: kind, sort: size}", "by-kind-sort-size", (["kind"], ["size", "id"])),
        (
            "{by: [owner, kind], sort: size}",
            "by-owner-kind-sort-size",
            (["owner", "kind"], ["size", "id"]),
        ),
        ("{sort: size}", "all-sort-size", (["_all"], ["size", "id"])),
    ],
)
def test_what_is_sorted_can_be_listed_in_that_order(
    entry: str, name: str, keys: tuple[list[str], list[str]]
) -> None:
    """The sort key is the field, then the id; the list takes the field either way round."""
    spec = INDEXED % ("public", entry)

    assert indexes(spec) == {**LISTED, name: keys}
    (sort,) = (each for each in list_parameters(spec) if each.get("name") == "sort")
    assert sort["schema"]["enum"] == ["newest", "oldest", "size", "-size"]


@covers("models.*.index.sort")
@pytest.mark.parametrize(
    ("entry", "longest"),
    [("{sort: kind}", 40), ("{by: size, sort: kind}", 40), ("{sort: size}", None), ("kind", None)],
)
def test_what_is_sorted_by_a_text_can_be_searched(entry: str, longest: int | None) -> None:
    """The list takes the beginning of a text, no longer than the field."""
    found = [each for each in list_parameters(INDEXED % ("public", entry)) if "name" in each]
    schemas = {each["name"]: each["schema"] for each in found}

    assert schemas.get("search", {}).get("maxLength") == longest


LABELLED: Final = (
    "scaffold: 1\napp: hello\nauth: {groups: [admins]}\n"
    "models:\n  page: {fields: {note: ref(note)}}\n  note: {fields: {%s}, access: {read: %s}%s}\n"
)
BY_LABEL: Final = {"all-sort-name": (["_all"], ["name", "id"])}
BY_OWN_LABEL: Final = {"by-owner-sort-name": (["owner"], ["name", "id"])}


@covers("models.*.index", "models.*.fields.*.type")
@pytest.mark.parametrize(
    ("fields", "read", "index", "expected"),
    [
        ("name: string", "public", "", LISTED | BY_LABEL),
        ("size: integer, name: email, tag: string", "admins", "", LISTED | BY_LABEL),
        ("name: string", "owner", "", OWNED | BY_OWN_LABEL),
        ("name: string", "[owner, admins]", "", LISTED | BY_LABEL | BY_OWN_LABEL),
        ("name: string", "owner", ", index: []", OWNED),
        ("kind: string, name: string", "owner", ", index: [{sort: name}]", OWNED | BY_OWN_LABEL),
        ("kind: text, name: string", "owner", "", OWNED),
        ("kind: url, name: string", "owner", "", OWNED),
        ("kind: {type: string, min: 0}, name: string", "owner", "", OWNED),
        ("size: integer", "owner", "", OWNED),
    ],
)
def test_what_a_reference_leads_to_can_be_found_by_its_label(
    fields: str, read: str, index: str, expected: dict[str, tuple[list[str], list[str]]]
) -> None:
    """Within the owner for those who list only their own; not where a label makes no key."""
    assert indexes(LABELLED % (fields, read, index)) == expected


def test_what_nothing_refers_to_has_no_index_by_its_label() -> None:
    """Nor has a model whose table would hold more indexes than DynamoDB allows."""
    fields = ", ".join(f"n{number}: integer" for number in range(19))
    entries = ", ".join(f"n{number}" for number in range(19))
    full = LABELLED % (f"name: string, {fields}", "owner", f", index: [{entries}]")

    assert "by-owner-sort-name" not in indexes(full)
    assert len(indexes(full)) == 20
    assert indexes(full.replace("note: ref(note)", "it: string")) == indexes(full)


def list_parameters(spec: str) -> list[dict[str, Any]]:
    """The parameters of the list of notes."""
    return list(openapi(spec)["paths"]["/notes"]["get"]["parameters"])
