"""Edits of a spec's text: the entity, what mentions it, and not a byte besides."""

from __future__ import annotations

import os
import textwrap
from functools import partial
from typing import TYPE_CHECKING

import goldens
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scaffold.errors import SpecError
from scaffold.spec import edit, reader, yaml_text
from scaffold.spec.edit import SpecEditError, SpecText, rename_field
from scaffold.spec.language import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

SECTIONS = {kind.name: kind.section for kind in LANGUAGE.kinds}
SOAK = "SCAFFOLD_SOAK" in os.environ
TEXTS = [
    path.read_text(encoding="utf-8")
    for path in sorted(
        [*goldens.GOLDEN.glob("*/scaffold.yaml"), *goldens.EXAMPLES.glob("*/scaffold.yaml")]
    )
]
VALUES: dict[str, object] = {
    "model": {"fields": {"title": "string", "size": {"type": "integer", "min": 0}}},
    "bucket": {"accept": ["image/*"]},
    "function": {"trigger": {"http": "GET /fresh", "access": "public"}},
}
SPEC = """\
# yaml-language-server: $schema=.scaffold/schema.json
scaffold: 1   # the language
app: 'video-share'
auth: {groups: [admins]}

# What people upload.
models:
  channel:
    fields: {name: string}   # unique one day

  # The heart of it.
  video:
      fields:
          title: "string"
          channel: optional ref(channel)
          copy: {type: ref(video), optional: true}
          file: file(videos)
      # index: [channel]

buckets: {videos: {max_size: 5 GiB}, photos: {}}   # both private
functions:
  # Says hello.
  hello:
  probe:
    trigger: [{upload: "videos"}, {http: GET /probe}]
    uses: {models: {video: write}, buckets: [videos, photos], functions: [hello]}
"""


def add(text: str, kind: str, name: str, value: object) -> str:
    """The text with one more entity."""
    return edit.add(SpecText(text), LANGUAGE.kind(kind), name, value)


def remove(text: str, kind: str, name: str) -> str:
    """The text without an entity."""
    return edit.remove(SpecText(text), LANGUAGE.kind(kind), name)


def rename(text: str, kind: str, old: str, new: str) -> str:
    """The text with another name for an entity."""
    return edit.rename(SpecText(text), LANGUAGE.kind(kind), old, new)


def edited(old: str, new: str) -> str:
    """The lines that an edit took out and put in, without the rest."""
    kept = set(new.splitlines()) & set(old.splitlines())
    out = [f"-{line}" for line in old.splitlines() if line not in kept]
    return "\n".join([*out, *(f"+{line}" for line in new.splitlines() if line not in kept)])


def laid_out(text: str) -> str:
    """An expectation without its margin."""
    return textwrap.dedent(text).strip("\n")


def test_add_appends_to_the_section() -> None:
    """As far in as they are, and apart from them as they are from each other."""
    new = add(SPEC, "model", "clip", {"fields": {"name": "string", "size": "integer"}})

    entry = "\n  clip:\n    fields:\n      name: string\n      size: integer\n"
    assert new == SPEC.replace("# index: [channel]\n", f"# index: [channel]\n{entry}")


def test_add_to_a_flow_mapping() -> None:
    """Where that is how the section is written."""
    new = add(SPEC, "bucket", "drafts", {"accept": ["image/*"], "expire": "1 days"})

    assert new == SPEC.replace(
        "photos: {}}", "photos: {}, drafts: {accept: [image/*], expire: 1 days}}"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "scaffold: 1\napp: hello\nmodels: {}  # soon\n",
            "scaffold: 1\napp: hello\nmodels:  # soon\n  x: {}\n",
        ),
        ("scaffold: 1\napp: hello\nmodels:\n", "scaffold: 1\napp: hello\nmodels:\n  x: {}\n"),
        ("scaffold: 1\napp: hello", "scaffold: 1\napp: hello\n\nmodels:\n  x: {}"),
        (
            "scaffold: 1\r\napp: hello\r\n",
            "scaffold: 1\r\napp: hello\r\n\r\nmodels:\r\n  x: {}\r\n",
        ),
        (
            "scaffold: 1\napp: hello\nauth:\nstages: [a]\n",
            "scaffold: 1\napp: hello\nauth:\nmodels:\n  x: {}\nstages: [a]\n",
        ),
        (
            "scaffold: 1\napp: hello\n\nstages: [a]\n",
            "scaffold: 1\napp: hello\n\nmodels:\n  x: {}\n\nstages: [a]\n",
        ),
        ("{scaffold: 1, app: hello}\n", "{scaffold: 1, app: hello, models: {x: {}}}\n"),
        (
            "{\n  scaffold: 1,\n  app: hello  # mine\n}\n",
            "{\n  scaffold: 1,\n  app: hello,  # mine\n  models: {x: {}}\n}\n",
        ),
        ("{scaffold: 1, models: {y: {},},}", "{scaffold: 1, models: {y: {}, x: {}},}"),
        ("models: { # none yet\n  }\n", "models: { # none yet\n  x: {}}\n"),
    ],
)
def test_add_creates_the_section(text: str, expected: str) -> None:
    """In the language's order, apart where sections are apart, with the file's line ends."""
    assert add(text, "model", "x", {}) == expected


def test_add_quotes_yaml_words() -> None:
    """`on` is true to the old readers."""
    assert add("scaffold: 1\napp: hello\n", "function", "on", None).endswith(
        'functions:\n  "on":\n'
    )


def test_remove_takes_comments_of_the_entry() -> None:
    """And one of the blank lines around it."""
    assert remove(SPEC.replace("ref(video)", "json"), "function", "probe").endswith(
        "functions:\n  # Says hello.\n  hello:\n"
    )
    without_uses = SPEC.replace("{video: write}", "[channel]").replace("ref(video)", "json")
    start, end = without_uses.index("\n  # The heart"), without_uses.index("\nbuckets:")

    assert remove(without_uses, "model", "video") == (without_uses[:start] + without_uses[end:])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a", "buckets: {b: {}, c: {}}"),
        ("b", "buckets: {a: {}, c: {}}"),
        ("c", "buckets: {a: {}, b: {}}"),
    ],
)
def test_remove_from_a_flow_mapping_takes_one_comma(name: str, expected: str) -> None:
    """Whichever it is."""
    text = "buckets: {a: {}, b: {}, c: {}}  # all\n"

    assert remove(text, "bucket", name) == f"{expected}  # all\n"


def test_remove_from_a_multiline_flow_mapping() -> None:
    """Where it has them for itself: the comment beside it is about it."""
    text = "buckets: {\n  a: {},  # one\n  b: {}   # two\n}\n"

    assert remove(text, "bucket", "a") == "buckets: {\n  b: {}   # two\n}\n"
    assert remove(text, "bucket", "b") == "buckets: {\n  a: {},  # one\n}\n"


def test_remove_of_the_last_entry_removes_the_section() -> None:
    """An empty one would be an error."""
    text = "# head\nscaffold: 1\napp: hello\n\nauth:\n\n# ours\nmodels:\n  x: {}\n\nstages: [a]\n"

    assert remove(text, "model", "x") == (
        "# head\nscaffold: 1\napp: hello\n\nauth:\n\nstages: [a]\n"
    )


def test_remove_keeps_the_head_comment() -> None:
    """What a file starts with is not about its first entry."""
    text = "# yaml-language-server: $schema=x\nmodels: {x: {}}\nscaffold: 1\n"

    assert remove(text, "model", "x") == "# yaml-language-server: $schema=x\nscaffold: 1\n"


def test_remove_lists_references() -> None:
    """Every place, to be clicked on; what it says of itself does not count."""
    with pytest.raises(SpecEditError) as caught:
        remove(SPEC, "bucket", "videos")

    assert str(caught.value) == laid_out("""
        the bucket "videos" is in use; change these first:
          scaffold.yaml:17:17: models.video.fields.file
          scaffold.yaml:25:24: functions.probe.trigger[0].upload
          scaffold.yaml:26:46: functions.probe.uses.buckets[0]
    """)


def test_rename_model_in_every_reference() -> None:
    """Quotes stay, the first name is noted."""
    new = rename(SPEC, "model", "video", "film")

    assert edited(SPEC, new) == laid_out("""
        -  video:
        -          copy: {type: ref(video), optional: true}
        -    uses: {models: {video: write}, buckets: [videos, photos], functions: [hello]}
        +  film:
        +          copy: {type: ref(film), optional: true}
        +      renamed_from: video
        +    uses: {models: {film: write}, buckets: [videos, photos], functions: [hello]}
    """)


def test_rename_bucket_in_every_reference() -> None:
    """In fields, triggers and uses, lists and mappings."""
    assert edited(SPEC, rename(SPEC, "bucket", "videos", "films")) == laid_out("""
        -          file: file(videos)
        -buckets: {videos: {max_size: 5 GiB}, photos: {}}   # both private
        -    trigger: [{upload: "videos"}, {http: GET /probe}]
        -    uses: {models: {video: write}, buckets: [videos, photos], functions: [hello]}
        +          file: file(films)
        +buckets: {films: {max_size: 5 GiB, renamed_from: videos}, photos: {}}   # both private
        +    trigger: [{upload: "films"}, {http: GET /probe}]
        +    uses: {models: {video: write}, buckets: [films, photos], functions: [hello]}
    """)


def test_rename_of_an_empty_function_notes_renamed_from() -> None:
    """`hello:` with nothing behind it becomes a mapping."""
    new = rename(SPEC, "function", "hello", "greet")

    assert "\n  greet: {renamed_from: hello}\n" in new
    assert "functions: [greet]" in new


def test_second_rename_keeps_renamed_from() -> None:
    """The identity stays, and going back to it needs no note."""
    once = rename(SPEC, "model", "video", "film")
    twice = rename(once, "model", "film", "clip")

    assert "      renamed_from: video\n" in twice
    assert rename(twice, "model", "clip", "video") == SPEC


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda text: add(text, "model", "video", {}), '12:3: the model "video" already exists'),
        (
            lambda text: rename(text, "model", "video", "channel"),
            '8:3: the model "channel" already exists',
        ),
        (lambda text: rename(text, "model", "vidoe", "x"), 'did you mean "video"?'),
        (lambda text: remove(text, "bucket", "x"), 'no bucket "x"; the spec has videos, pho'),
        (lambda _: remove("app: x\n", "bucket", "x"), 'no bucket "x"; the spec has no buck'),
        (
            lambda text: add(rename(text, "model", "video", "film"), "model", "video", {}),
            '12:3: the model "film" was "video" first, a name that it keeps: choose another',
        ),
        (
            lambda _: remove("models: {a: &x {y: 1}, b: *x}\n", "model", "a"),
            "perhaps because of an anchor or alias: edit the file yourself",
        ),
    ],
)
def test_edit_errors(edit: Any, message: str) -> None:  # noqa: ANN401 - a lambda
    """With the place, the nearest name, or what to do."""
    with pytest.raises(SpecEditError) as caught:
        edit(SPEC)

    assert message in str(caught.value)


def test_invalid_yaml_is_reported_at_its_place() -> None:
    """As scaffold check says it."""
    with pytest.raises(SpecError, match=r"scaffold.yaml:2:1: error: a value is missing"):
        add("models: [\n", "model", "x", {})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("models: [note]\n", "models: must be a mapping: write {note: {fields: {title: string}}}"),
        (
            "models: {note: text}\n",
            "models.note: must be a mapping: write {fields: {title: string}}",
        ),
        ("models: {note: {}, note: {}}\n", 'the key "note" is written twice'),
        ("functions: {f: {uses: [note], trigger: 5}}\nmodels: {note: }\n", ""),
    ],
)
def test_misshapen_sections_are_reported_at_their_place(text: str, message: str) -> None:
    """As scaffold check says it; what is wrong elsewhere can be mended later."""
    edits: list[Callable[[], str]] = [
        partial(add, text, "model", "fresh", {}),
        partial(remove, text, "model", "note"),
        partial(rename, text, "model", "note", "fresh"),
    ]
    for apply_edit in edits:
        if not message:
            apply_edit()
            continue
        with pytest.raises(SpecError, match=message):
            apply_edit()


def document(text: str) -> dict[str, Any]:
    """The values of a spec."""
    value = yaml_text.parse(text).value
    assert isinstance(value, dict)
    return value


@st.composite
def specs(draw: st.DrawFn) -> str:
    """A spec of ours with comments, blank lines and blanks strewn in."""
    text = draw(st.sampled_from(TEXTS))
    lines: list[str] = []
    for number, line in enumerate(text.splitlines()):
        margin = " " * (len(line) - len(line.lstrip()))
        match draw(st.sampled_from(["", "", "", "blank", "comment", "outer", "inner", "behind"])):
            case "blank":
                lines.append("")
            case "comment":
                lines.append(f"{margin}# {number} above")
            case "outer":
                lines.append(f"# {number} outside")
            case "inner":
                lines.append(f"{margin}  # {number} inside")
            case "behind":
                line += f"   # {number} behind  "  # noqa: PLW2901 - the same line
        lines.append(line)
    end = draw(st.sampled_from(["\n", "\r\n"]))
    strewn = end.join(lines) + draw(st.sampled_from(["", end, end * 2]))
    assume(document(strewn) == document(text))
    return strewn


@settings(max_examples=20_000 if SOAK else 60, deadline=None)
@given(specs(), st.sampled_from(sorted(SECTIONS)))
def test_property_add_then_remove_restores_the_text(text: str, kind: str) -> None:
    """Every line is there in between, and every byte at the end, but for a last line's end."""
    assume(document(text).get(SECTIONS[kind]) != {})

    added = add(text, kind, "fresh", VALUES[kind])

    remaining = iter(added.splitlines())
    missing = [line for line in text.splitlines() if line not in remaining]
    assert len(missing) <= ("{" in "".join(missing))
    assert remove(added, kind, "fresh").rstrip("\r\n") == text.rstrip("\r\n")


@settings(max_examples=20_000 if SOAK else 60, deadline=None)
@given(specs(), st.data())
def test_property_rename_back_restores_the_text(text: str, data: st.DataObject) -> None:
    """The text is the same as before, to the byte, but for braces that the note has needed."""
    kind = data.draw(st.sampled_from(sorted(SECTIONS)))
    names = list(document(text).get(SECTIONS[kind]) or {})
    assume(names)
    name = data.draw(st.sampled_from(names))
    assume("renamed_from" not in (document(text)[SECTIONS[kind]][name] or {}))

    renamed = rename(text, kind, name, "fresh")
    back = rename(renamed, kind, "fresh", name)

    assert len(renamed.splitlines()) - len(text.splitlines()) in {0, 1}
    assert comments(renamed) == comments(text)
    unbraced = [each.replace(f"{name}: {{}}", f"{name}:").rstrip("\r\n") for each in (back, text)]
    assert unbraced[0] == unbraced[1]


@settings(max_examples=20_000 if SOAK else 60, deadline=None)
@given(specs(), st.data())
def test_property_remove_takes_nothing_else(text: str, data: st.DataObject) -> None:
    """The lines that go stand together, and begin and end with the entry or its comments."""
    kind = data.draw(st.sampled_from(sorted(SECTIONS)))
    names = list(document(text).get(SECTIONS[kind]) or {})
    assume(names)
    name = data.draw(st.sampled_from(names))

    try:
        removed = remove(text, kind, name)
    except SpecEditError as refusal:
        assert "is in use" in str(refusal)  # noqa: PT017 - both are right
        return

    before, after = text.splitlines(), removed.splitlines()
    start = next((i for i, line in enumerate(after) if line != before[i]), len(after))
    assert before[len(before) - len(after[start:]) :] == after[start:]
    gone = "\n".join(["", *before[start : len(before) - len(after[start:])]])
    assert name in gone
    others = [other for other in names if other != name]
    assert not [other for other in others if f"\n  {other}:" in gone]


def comments(text: str) -> list[str]:
    """The comments of a text, in order."""
    return [line.partition("#")[2] for line in text.splitlines() if "# " in line]


FIELDS = """\
scaffold: 1
app: my-app
auth:
models:
  note:
    fields:
      title: string   # ours
      "kind": optional string
      rank: {type: integer, min: 0}
      due:
        type: date
        optional: true
    index: [kind, [owner, "rank"], {by: kind, sort: rank}]
"""


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (
            "title",
            """
            -      title: string   # ours
            +      name: {type: string, renamed_from: title}   # ours
            """,
        ),
        (
            "kind",
            """
            -      "kind": optional string
            -    index: [kind, [owner, "rank"], {by: kind, sort: rank}]
            +      "name": {type: string, optional: true, renamed_from: kind}
            +    index: [name, [owner, "rank"], {by: name, sort: rank}]
            """,
        ),
        (
            "rank",
            """
            -      rank: {type: integer, min: 0}
            -    index: [kind, [owner, "rank"], {by: kind, sort: rank}]
            +      name: {type: integer, min: 0, renamed_from: rank}
            +    index: [kind, [owner, "name"], {by: kind, sort: name}]
            """,
        ),
        (
            "due",
            """
            -      due:
            +      name:
            +        renamed_from: due
            """,
        ),
    ],
)
def test_rename_field(field: str, expected: str) -> None:
    """Its key and the indexes say the new name; back to the first one needs no note."""
    source = SpecText(FIELDS)
    once = rename_field(source, "note", field, "name")

    assert edited(FIELDS, once) == laid_out(expected)
    twice = rename_field(SpecText(once), "note", "name", "other")
    assert f"renamed_from: {field}" in twice
    back = rename_field(SpecText(twice), "note", "other", field)
    assert reader.parse(back) == reader.parse(FIELDS)


@pytest.mark.parametrize(
    ("model", "old", "new", "message"),
    [
        ("note", "titel", "name", 'no field "titel"; did you mean "title"?'),
        ("nots", "title", "name", 'no model "nots"; did you mean "note"?'),
        ("nothing_like_it", "title", "name", "the spec has note"),
        ("note", "title", "rank", 'the field "rank" already exists'),
    ],
)
def test_rename_field_that_cannot_be(model: str, old: str, new: str, message: str) -> None:
    """The error names what there is."""
    with pytest.raises(SpecEditError) as caught:
        rename_field(SpecText(FIELDS), model, old, new)

    assert message in str(caught.value)
