"""The risks of a changed spec for what is stored."""

from __future__ import annotations

import pytest

from scaffold.spec import reader
from scaffold.storage.application import NOTHING_STORED, Storage, with_storage
from scaffold.storage.evolution import evolve, first_records
from scaffold.storage.reader import parse
from scaffold.storage.risks import risks
from scaffold.storage.text import dump

HEAD = "scaffold: 1\napp: my-app\nauth: {sign_up: invite, groups: [staff]}\n"
REFS = f"""\
{HEAD}models:
  note:
    fields: {{title: string}}
  memo:
    fields: {{n: ref(note), f: file(photos)}}
buckets:
  photos: {{access: {{read: owner}}}}
"""
RENAMED = {
    "  note:\n": "  paper:\n    renamed_from: note\n",
    "ref(note)": "ref(paper)",
    "file(photos)": "file(pictures)",
    "{access:": "{renamed_from: photos, access:",
    "  photos:": "  pictures:",
}


def changed(text: str, changes: dict[str, str]) -> str:
    """A spec in which each text, which is there, is another one."""
    for written, instead in changes.items():
        assert written in text
        text = text.replace(written, instead)
    return text


def records(text: str, before: Storage = NOTHING_STORED) -> Storage:
    """The records after a spec, read from their file."""
    storage, problems = evolve(before, reader.parse(text))
    assert problems == []
    assert parse(dump(storage), "storage.yaml") == storage
    return storage


def told(before: Storage, text: str) -> list[str]:
    """The risks of a spec as reports have them; those that ask end with a question mark."""
    spec = reader.parse(text)
    storage, _ = evolve(before, spec)
    found = risks(before, with_storage(spec, storage))
    assert risks(storage, with_storage(spec, evolve(storage, spec)[0])) == ()
    return [
        f"{risk.kind} {risk.subject}: {risk.message}{'?' if risk.asks else ''}" for risk in found
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("functions", "owner", ["its owner"]),
        ("functions", "[signed-in, functions]", ["everyone who signs in"]),
        ("owner", "[owner, staff]", ["the group staff"]),
        ("staff", "public", ["whoever may write the note"]),
        ("signed-in", "[owner, staff]", []),
        ("owner", "functions", []),
        ("public", "functions", []),
    ],
)
def test_wider_write_of_a_field(before: str, after: str, expected: list[str]) -> None:
    """Whoever may set a field only now is named; the items themselves stay as they are."""
    text = f"{HEAD}models:\n  note: {{fields: {{n: {{type: date, optional: true, write: WHO}}}}}}\n"
    was = records(text.replace("WHO", before))

    assert told(was, text.replace("WHO", after)) == [
        f"opened note.n: what is stored becomes writable to {writers}?" for writers in expected
    ]
    assert records(text.replace("WHO", after), was).models["note"].generation == 1


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("functions", "owner", ["disclosed note.n: what is stored becomes readable to its owner?"]),
        (
            "owner",
            "signed-in",
            ["disclosed note.n: what is stored becomes readable to everyone who signs in?"],
        ),
        (
            "staff",
            "public",
            ["disclosed note.n: what is stored becomes readable to whoever may read the note?"],
        ),
        ("[owner, staff]", "owner", ["hidden note.n: is no longer readable to the group staff"]),
        ("public", "staff", ["hidden note.n: is readable to the group staff only"]),
        ("public", "functions", ["hidden note.n: is readable to functions only"]),
    ],
)
def test_read_of_a_field(before: str, after: str, expected: list[str]) -> None:
    """Whoever sees a field only now is named, and whoever no longer does."""
    text = f"{HEAD}models:\n  note: {{fields: {{n: {{type: date, optional: true, read: WHO}}}}}}\n"
    was = records(text.replace("WHO", before))

    assert told(was, text.replace("WHO", after)) == expected


def test_removed_field_comes_back_with_wider_access() -> None:
    """Its values come back, to more people than before."""
    field = ", n: {type: date, optional: true, read: staff}"
    text = f"{HEAD}models:\n  note: {{fields: {{t: date{field}}}}}\n"
    removed = text.replace(field, "")
    before = records(removed, records(text))

    assert told(before, text.replace(", read: staff", "")) == [
        "disclosed note.n: what is stored becomes readable to whoever may read the note?",
        "label note.n: the values from before it was removed come back",
    ]


def test_renamed_targets_are_the_same() -> None:
    """The ids of a renamed model or bucket are still those of it, and answers have the field."""
    before = records(REFS)
    text = changed(REFS, RENAMED)

    assert told(before, text) == []
    after = records(text, before)
    assert after.models["memo"].fields == before.models["memo"].fields
    assert told(after, text) == []


def test_records_with_present_names() -> None:
    """Earlier versions wrote the present name of what is referred to, and nothing of buckets."""
    text = changed(REFS, RENAMED)
    written = dump(first_records(reader.parse(text)))
    written = written.replace("ref(note)", "ref(paper)").replace("file(photos)", "file(pictures)")
    written = written.partition("buckets:")[0]
    before = parse(written, "storage.yaml")

    assert told(before, text) == []
    assert records(text, before) == first_records(reader.parse(text))


@pytest.mark.parametrize("others", [0, 1])
def test_present_name_that_is_gone(others: int) -> None:
    """If only one model can have had it, the ids are that one's."""
    spec = "scaffold: 1\napp: my-app\nauth:\nmodels:\n"
    spec += "  {other}: {{fields: {{a: date}}{renamed}}}\n" * others
    spec += "  {name}: {{fields: {{a: date}}, renamed_from: note}}\n"
    spec += "  memo: {{fields: {{n: ref({name})}}}}\n"
    written = dump(records(spec.format(name="paper", other="pen", renamed="")))
    before = parse(written.replace("ref(note)", "ref(paper)"), "storage.yaml")
    later = spec.format(name="sheet", other="quill", renamed=", renamed_from: pen")

    assert len(told(before, later)) == others


def test_another_target_is_named_as_it_is_now() -> None:
    """A reference to another model hides what it was to, in the words of the spec."""
    other = "  paper:\n    renamed_from: note\n    fields: {title: string}\n  sheet:\n"
    text = changed(REFS, {"  note:\n": other, "ref(note)": "ref(sheet)"})

    assert told(records(REFS), text) == [
        "hidden memo.n: holds ids of ref(paper), which ref(sheet) does not have?"
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"read: owner": "read: public"}, "disclosed bucket photos: what is stored becomes"),
        ({"read: owner": "read: signed-in"}, "disclosed bucket photos: what is stored becomes"),
        ({"read: owner": "read: [owner, staff]"}, "disclosed bucket photos: what is stored"),
        ({"app: my-app": "app: my-shop"}, "stays behind the application: what is stored, and"),
        ({"auth:": "region: eu-west-1\nauth:"}, "stays behind the application: what is stored"),
        (
            {"buckets:\n  photos: {access: {read: owner}}\n": "", ", f: file(photos)": ""},
            "lost bucket photos: the next deployment deletes its objects with the bucket",
        ),
    ],
)
def test_risks_of_buckets_and_stacks(change: dict[str, str], expected: str) -> None:
    """They are told as those of models are, and a file of an earlier version tells none."""
    before = records(REFS)
    text = changed(REFS, change)

    found = told(before, text)
    assert found[0].startswith(expected)
    assert found[0].endswith("?")
    known = Storage(before.models)
    assert [each for each in told(known, text) if "memo.f" not in each] == []


def test_narrowed_bucket() -> None:
    """Nobody is asked before something is hidden by a rule."""
    text = changed(REFS, {"read: owner": "read: public"})

    assert told(records(text), changed(REFS, {"read: owner": "read: signed-in"})) == [
        "hidden bucket photos: is no longer readable to everybody"
    ]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({}, []),
        ({"read: owner": "read: public"}, []),
        ({"read: owner": "read: staff"}, []),
        ({"read: owner": "read: signed-in"}, ["bucket photos"]),
        ({"string}": "string}\n    access: {read: signed-in}"}, ["note"]),
        ({"string}": "string}\n    access: {read: [owner, signed-in]}"}, ["note"]),
    ],
)
def test_opened_sign_up(rules: dict[str, str], expected: list[str]) -> None:
    """It discloses what everybody with an account may read, and only that."""
    text = changed(REFS, rules)
    opened = changed(text, {"sign_up: invite, ": ""})

    found = told(records(text), opened)

    assert found == [
        f"disclosed {each}: anybody can sign up now, and read what is stored?" for each in expected
    ]
    assert told(records(opened), text) == []


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ("b: {type: string, default: x}", ["label note.b: the values from before it was removed"]),
        (
            "b: {type: integer, default: 5}",
            [
                "filled note.b: is set to 5 where it is missing",
                "stays behind note.b: the values from before it was removed stay in their old",
            ],
        ),
        (
            "b: {type: string, renamed_from: a}",
            [
                'label note.b: was "a", and keeps its values',
                "stays behind note.b: the values from before it was removed stay in their old",
            ],
        ),
    ],
)
def test_removed_field_that_comes_back(again: str, expected: list[str]) -> None:
    """Its values come back with it, or it is said that they do not."""
    start = f"{HEAD}models:\n  note:\n    fields:\n"
    before = records(f"{start}      a: string\n      b: string\n")
    before = records(f"{start}      a: string\n", before)
    kept = "" if "renamed_from" in again else "      a: string\n"

    found = told(before, f"{start}{kept}      {again}\n")

    said = [each for each in found if "filled" not in each or "is set to 5" in each]
    assert len(said) == len(expected)
    assert all(map(str.startswith, sorted(said), sorted(expected)))


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("{type: boolean, default: false}", "false"),
        ("{type: string, default: x}", '"x"'),
        ("{type: string, default: Käse}", '"Käse"'),
        ("{type: number, default: 2.5}", "2.5"),
    ],
)
def test_value_that_is_filled_in(field: str, written: str) -> None:
    """It is written as in the spec."""
    start = f"{HEAD}models:\n  note:\n    fields:\n      a: string\n"

    assert told(records(start), f"{start}      b: {field}\n") == [
        f"filled note.b: is set to {written} where it is missing"
    ]


NARROWER = [
    ("string", "email"),
    ("string", "url"),
    ("string", "{enum: [a, b]}"),
    ("string", "ref(memo)"),
    ("number", "integer"),
    ("list(string)", "list(email)"),
    ("list(number)", "list(integer)"),
]
WIDER = [("email", "string"), ("integer", "number"), ("list(integer)", "list(number)")]


def typed(written: str, *, optional: bool) -> str:
    """A spec with a field of a type."""
    kind = written.strip("{}") if "enum" in written else f"type: {written}"
    field = f"{{{kind}, optional: {str(optional).lower()}}}"
    return (
        f"{HEAD}models:\n  memo:\n    fields: {{title: string}}\n"
        f"  note:\n    fields: {{title: string, n: {field}}}\n"
    )


@pytest.mark.parametrize("optional", [True, False])
@pytest.mark.parametrize(("was", "now"), [*NARROWER, *WIDER])
def test_values_that_another_type_does_not_take(was: str, now: str, *, optional: bool) -> None:
    """They are hidden, also where a field is optional, a list, or newer than some items."""
    text = typed(was, optional=optional)
    without = text.partition(", n:")[0] + "}\n"
    for before in (records(text), records(text, records(without))):
        kinds = [line.partition(" ")[0] for line in told(before, typed(now, optional=optional))]
        assert ("hidden" in kinds) == ((was, now) in NARROWER), kinds
