"""The records of what is stored: what a changed spec does to them, and the file that holds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.errors import SpecError
from scaffold.spec import reader
from scaffold.storage import text as storage_text
from scaffold.storage.application import NOTHING_STORED, Storage
from scaffold.storage.evolution import evolve, first_records
from scaffold.storage.matching import match
from scaffold.storage.reader import parse

HEAD = "scaffold: 1\napp: my-app\nauth:\nmodels:\n  note:\n    fields:\n"


def evolved(*specs: str) -> Storage:
    """The records after a row of specs, each with these fields of a model."""
    storage = NOTHING_STORED
    for fields in specs:
        spec = reader.parse(f"{HEAD}{_indented(fields)}")
        storage, problems = evolve(storage, spec)
        assert problems == []
    return storage


def _indented(fields: str) -> str:
    return "".join(f"      {line}\n" for line in fields.split("\n"))


def attributes(storage: Storage) -> dict[str, str]:
    """The attribute of each field of the model."""
    return {name: field.attribute for name, field in storage.models["note"].fields.items()}


def steps(storage: Storage) -> list[str]:
    """The steps of the last migration, as the file has them."""
    text = storage_text.dump(storage)
    return [line.strip().removeprefix("- ") for line in text.splitlines() if "      - " in line]


@pytest.mark.parametrize(
    ("specs", "expected"),
    [
        (("a: string",), {"a": "a"}),
        (("a: string", "b: {type: string, renamed_from: a}"), {"b": "a"}),
        (
            (
                "a: string",
                "b: {type: string, renamed_from: a}",
                "c: {type: string, renamed_from: a}",
            ),
            {"c": "a"},
        ),
        (
            (
                "a: string",
                "b: {type: string, renamed_from: a}",
                "c: {type: string, renamed_from: b}",
            ),
            {"c": "a"},
        ),
        (("a: string", "b: {type: string, renamed_from: a}", "b: string"), {"b": "a"}),
        (
            ("a: string", "b: {type: string, renamed_from: a}\na: string"),
            {"b": "a", "a": "a.2"},
        ),
        (
            (
                "a: string\nb: string",
                "a: {type: string, renamed_from: b}\nb: {type: string, renamed_from: a}",
            ),
            {"a": "b", "b": "a"},
        ),
        (("a: string", "a: integer"), {"a": "a.2"}),
        (("a: string", "a: integer", "a: string"), {"a": "a.3"}),
        (("a: string", "a: email"), {"a": "a"}),
        (("a: integer", "a: number"), {"a": "a"}),
        (("a: list(string)", "a: list(integer)"), {"a": "a.2"}),
        (("a: string\nb: string", "b: string", "a: string\nb: string"), {"a": "a", "b": "b"}),
        (("a: string\nb: string", "b: string", "a: integer\nb: string"), {"a": "a.2", "b": "b"}),
        (("b: {type: string, renamed_from: a}",), {"b": "a"}),
        (("b: {type: string, renamed_from: a}\na: string",), {"b": "a", "a": "a.2"}),
    ],
)
def test_attributes_of_fields(specs: tuple[str, ...], expected: dict[str, str]) -> None:
    """What is stored keeps its first name; another encoding gets an attribute of its own."""
    assert attributes(evolved(*specs)) == expected
    assert attributes(evolved(*specs, specs[-1])) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a: string", "a: string\nb: optional string", []),
        ("a: string", "a: string\nb: string", ["{ask: b}"]),
        (
            "a: string",
            "a: string\nb: {type: integer, default: 3}",
            ["{fill: b, value: 3, encoding: number}"],
        ),
        (
            "a: string",
            "a: integer",
            ["{convert: a, encoding: text, into: a.2, to: number}"],
        ),
        (
            "a: optional string",
            "a: {type: integer, default: 3}",
            [
                "{convert: a, encoding: text, into: a.2, to: number}",
                "{fill: a.2, value: 3, encoding: number, unless: a}",
            ],
        ),
        ("a: string", "a: {type: string, unique: true}", ["{guard: a}"]),
        ("a: {enum: [x, y]}", "a: string", []),
        (
            "a: {enum: [x, {value: y, renamed_from: z}]}",
            "a: string",
            ["{convert: a, encoding: text, into: a.2, to: text, words: {z: y}}"],
        ),
        ("a: {type: string, unique: true}", "a: string", []),
        ("a: {type: string, unique: true}", "a: {type: email, unique: true}", ["{guard: a}"]),
        ("a: {type: string, unique: true}", "a: {type: string, unique: true, max: 9}", []),
        ("a: string", "a: {type: string, max: 5}", []),
        ("a: string", "a: email", []),
        ("a: {type: string, default: x}", "a: {type: string, default: y}", []),
        (
            "a: {enum: [x, y], default: x}\nb: string",
            "a: {enum: [{value: z, renamed_from: x}, y], default: z}\nb: string",
            [],
        ),
        (
            "a: optional string",
            "a: {type: string, default: x}",
            ["{fill: a, value: x, encoding: text}"],
        ),
        ("a: optional string", "a: string", ["{ask: a}"]),
    ],
)
def test_steps_of_a_migration(before: str, after: str, expected: list[str]) -> None:
    """A change that older items need something for has a migration, and no other change."""
    found = evolved(before, after)

    assert steps(found) == expected
    assert found.models["note"].generation == (2 if expected else 1)
    assert evolved(before, after, after) == found


@pytest.mark.parametrize(
    ("before", "after", "always"),
    [
        ("a: string", "a: string", True),
        ("a: optional string", "a: optional string", False),
        ("a: string", "a: {type: string, max: 5}", True),
        ("a: string", "a: email", False),
        ("a: email", "a: string", True),
        ("a: number", "a: integer", False),
        ("a: integer", "a: number", True),
        ("a: string", "a: integer", False),
        ("a: optional string", "a: string", False),
        ("a: optional string", "a: {type: string, default: x}", True),
        ("a: {enum: [x]}", "a: {enum: [x, y]}", True),
        ("a: {enum: [x, y]}", "a: {enum: [x]}", False),
        ("a: {enum: [x]}", "a: {enum: [{value: y, renamed_from: x}]}", True),
        ("b: string", "b: string\na: {type: string, default: x}", True),
        ("b: string", "b: string\na: string", False),
    ],
)
def test_field_that_an_answer_may_lack(before: str, after: str, always: bool) -> None:  # noqa: FBT001 - a case
    """Only what every item has, however old it is, is required in answers."""
    assert evolved(before, after).models["note"].fields["a"].always_present is always


def test_words_of_an_enum() -> None:
    """A renamed value keeps its word, which a new value of that name does not get."""
    found = evolved(
        "a: {enum: [open, shut]}",
        "a: {enum: [open, {value: closed, renamed_from: shut}]}",
        "a: {enum: [open, {value: closed, renamed_from: shut}, shut]}",
    )

    values = found.models["note"].fields["a"].values
    assert {value.value: value.word for value in values} == {
        "open": "open",
        "closed": "shut",
        "shut": "shut.2",
    }


def test_former_name_that_no_field_had() -> None:
    """A typing error in `renamed_from` would lose sight of what is stored."""
    before = first_records(reader.parse(f"{HEAD}      title: string\n"))
    after = reader.parse(f"{HEAD}      heading: {{type: string, renamed_from: titel}}\n")

    _, problems = evolve(before, after)

    assert [problem.message for problem in problems] == [
        'no field was called "titel"; did you mean "title"?'
    ]


TYPES = ["string", "optional text", "integer", "{type: boolean, default: true}", "date"]
TYPES += ["json", "list(string)", "{enum: [x, y]}", "{type: string, unique: true}"]
FIELDS = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(TYPES), min_size=1)


def _written(fields: dict[str, str]) -> str:
    return "\n".join(f"{name}: {field}" for name, field in fields.items())


@given(st.lists(FIELDS, min_size=1, max_size=6))
def test_random_changes(rows: list[dict[str, str]]) -> None:
    """No attribute ever has two encodings, and regenerating again changes nothing."""
    encodings: dict[str, str] = {}
    for end in range(1, len(rows) + 1):
        specs = [_written(row) for row in rows[:end]]
        found = evolved(*specs)
        assert evolved(*specs, specs[-1]) == found
        assert parse(storage_text.dump(found), "storage.yaml") == found
        names = list(attributes(found).values())
        assert len(set(names)) == len(names)
        for field in found.models["note"].fields.values():
            assert encodings.setdefault(field.attribute, field.encoding) == field.encoding


NAMES = st.sampled_from("abcd")
ENTRIES = st.dictionaries(NAMES, st.none() | NAMES).map(
    lambda entries: [(name, former) for name, former in entries.items() if name != former]
)


@given(ENTRIES, st.dictionaries(NAMES, st.none() | NAMES))
def test_no_two_entries_were_the_same(
    entries: list[tuple[str, str | None]], before: dict[str, str | None]
) -> None:
    """Each entry was another one before, or is new; a second look finds the same."""
    found = match(entries, before)

    origins = [origin for origin in found.values() if origin]
    assert len(set(origins)) == len(origins)
    assert set(origins) <= before.keys()
    assert found.keys() == {name for name, _ in entries}
    again = match(entries, dict(entries))
    assert again == {name: name for name, _ in entries}


FILE = storage_text.dump(evolved("a: string", "a: integer"))


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        ("generation: 2", "generation: 3", "needs the migrations 2 to it"),
        ("generation: 2", "generation: two", "must be a whole number"),
        ("to: number}", "to: boolean}", "two branches"),
        ("attribute: a.2", "attribute: ../a", "is not valid"),
        ("attribute: a.2", "attribute: b.2", "two branches"),
        ("spent: [a]", "spent: []", "two branches"),
        ("type: integer", "type: float", "is not valid"),
        ("spent: [a]", "spent: [a]\n    spent: [a]", "is written twice"),
        ("storage: 1", "storage: 2", "must be 1"),
        ("storage: 1", "storage: [", "restore it"),
        ("    read: [owner]\n", "", "is required"),
        ("- {convert: a", "- {kind: a", "recover, guard, ask, not kind, encoding, into, to"),
        ("to: number}", "to: number, kind: a}", 'steps[0].kind: unknown key "kind"'),
        ("encoding: text", "encoding: utf-8", 'steps[0].encoding: "utf-8" is not valid: write an'),
        ("- {convert: a, encoding: text,", "- {convert: a,", '"encoding" is required'),
        ("app: my-app", "app: [my-app]", "app: must be text"),
        ("sign_up: open", "sign_up: closed", 'sign_up: "closed" is not one of open, invite'),
        ("models:", "buckets: {a: {read: owner, owner: true}}\nmodels:", "buckets.a.read: must be"),
        ("models:", "buckets: {a: {read: [owner]}}\nmodels:", '"owner" is required'),
    ],
)
def test_file_that_was_edited(written: str, instead: str, message: str) -> None:
    """Every error has its place, and says what to do."""
    assert written in FILE

    with pytest.raises(SpecError) as caught:
        parse(FILE.replace(written, instead), "backend/storage.yaml")

    assert message in str(caught.value)
    assert str(caught.value).startswith("backend/storage.yaml:")
    assert "Entry" not in str(caught.value)


@pytest.mark.parametrize(
    ("written", "instead"),
    [("{convert: a", "{kind: a"), ("encoding: text", "encoding: utf-8"), ("{convert: a,", "{a,")],
)
def test_place_of_a_wrong_step(written: str, instead: str) -> None:
    """A wrong step is reported where it is, once."""
    text = FILE.replace(written, instead)
    line = next(n for n, each in enumerate(text.split("\n"), 1) if instead in each)

    with pytest.raises(SpecError) as caught:
        parse(text, "storage.yaml")

    assert [found.line for found in caught.value.diagnostics] == [line]
