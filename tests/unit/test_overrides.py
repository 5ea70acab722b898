"""`--set key=value`."""

import pytest

from scaffold.errors import SpecError
from scaffold.spec import reader, yaml_text
from scaffold.spec.edit.overrides import OverrideError, apply_overrides, override_error

SPEC = """\
# why this is here
scaffold: 1
app: notes  # a name
auth: {groups: [admins]}
"""


def test_nothing_to_set_changes_nothing() -> None:
    """Not even a space."""
    assert apply_overrides(SPEC, []) == SPEC


def test_a_value_is_set_and_comments_stay() -> None:
    """Order, too."""
    assert apply_overrides(SPEC, ["app=memos"]) == SPEC.replace("notes", "memos")


def test_values_are_yaml() -> None:
    """Lists, mappings, numbers and nothing."""
    text = apply_overrides(SPEC, ["stages=[dev, prod]", "functions.hello={memory: 1024}"])
    assert text == SPEC + "functions:\n  hello:\n    memory: 1024\nstages: [dev, prod]\n"


def test_a_dotted_key_reaches_into_a_mapping() -> None:
    """Missing parents are added."""
    text = apply_overrides(SPEC, ["auth.sign_up=invite", "theme.color='#112233'"])
    assert "auth: {groups: [admins], sign_up: invite}" in text
    assert 'theme: {color: "#112233"}\n' in text


LAID_OUT = """\
scaffold: 1
app: notes

auth:

models:
  # one
  note:
    fields: {a: string}  # c

  two:
    fields:
      b: text
"""


@pytest.mark.parametrize(
    ("override", "before", "after"),
    [
        ("auth.sign_up=invite", "auth:\n", "auth: {sign_up: invite}\n"),
        ("models.note.fields.b=text", "{a: string}  # c", "{a: string, b: text}  # c"),
        ("models.two.fields.c=text", "      b: text\n", "      b: text\n      c: text\n"),
        (
            "models.two={fields: {q: text}}",
            "two:\n    fields:\n      b: text\n",
            "two: {fields: {q: text}}\n",
        ),
        ("models.two.fields.b=", "b: text\n", "b:\n"),
        ("models.note.fields.a=", "{a: string}", "{a: null}"),
        ("description=A, b", "app: notes\n", "app: notes\ndescription: A, b\n"),
    ],
)
def test_layout_and_comments_stay(override: str, before: str, after: str) -> None:
    """Only the value changes, whatever the style of the mapping that it is in."""
    assert apply_overrides(LAID_OUT, [override]) == LAID_OUT.replace(before, after)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Foo # bar", "Foo # bar"),
        ("Foo: bar", "Foo: bar"),
        ("[x", "[x"),
        ("*/*", "*/*"),
        ("123", "123"),
        ("true", "true"),
        ("'Foo: bar'", "Foo: bar"),
        ('"a\\tb"', "a\tb"),
        ("'tis", "'tis"),
        ('"Foo" bar', '"Foo" bar'),
        ("", None),
        ("null", None),
    ],
)
@pytest.mark.parametrize("key", ["title", "theme.color", "functions.hello.env.DETAIL"])
def test_a_text_is_taken_as_it_was_typed(key: str, typed: str, expected: str | None) -> None:
    """Nobody quotes for YAML on a command line; quotes are taken off all the same."""
    value = yaml_text.parse(apply_overrides(SPEC, [f"{key}={typed}"])).value

    for part in key.split("."):
        assert isinstance(value, dict)
        value = value[part]
    assert value == expected


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        (["app=XYZ"], '--set app=XYZ: "XYZ" is not valid: use lowercase'),
        (["auth.sign_up=open", "nope=1"], '--set nope=1: unknown key "nope"'),
        (["auth={grups: [a]}"], "--set auth={grups: [a]}: auth.grups: unknown key"),
        (["auth.groups=[owner]", "title=x"], '--set auth.groups=[owner]: auth.groups[0]: "owner"'),
        (["auth.groups=[]", "title=x"], "--set auth.groups=[] --set title=x: models.note.access"),
    ],
)
def test_an_error_that_an_option_causes_names_the_option(
    overrides: list[str], expected: str
) -> None:
    """And no line of a text that nobody has seen; all options if none has the key."""
    spec = f"{SPEC}models: {{note: {{fields: {{a: string}}, access: {{read: admins}}}}}}\n"
    reader.parse(spec)
    with pytest.raises(SpecError) as caught:
        reader.parse(apply_overrides(spec, overrides))

    assert str(override_error(caught.value, overrides)).startswith(expected)


def test_an_anchor_in_the_way_is_an_error() -> None:
    """An edit that would change another value, too, is not made."""
    with pytest.raises(OverrideError, match="edit the file yourself"):
        apply_overrides(SPEC + "title: &a Notes\ndescription: *a\n", ["title=Memos"])


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("app", "--set app: write key=value, such as --set region=eu-west-1"),
        ("=x", "--set =x: write key=value, such as --set region=eu-west-1"),
        ("a..b=x", "--set a..b=x: write key=value, such as --set region=eu-west-1"),
        ("app.x=y", "--set app.x=y: app is not a mapping"),
        ("stages=#dev", "--set stages=#dev: YAML reads a comment here; quote the"),
        ("stages=[", "--set stages=[: a value is missing: write it, and close every [ and {"),
        ("a." * 500 + "b=1", "--set a.a."),
        ("stages=[a", '--set stages=[a: this "[" is never closed: write a ] after the last value'),
    ],
)
def test_what_cannot_be_set_is_said(override: str, message: str) -> None:
    """With the option as it was typed."""
    with pytest.raises(OverrideError) as caught:
        apply_overrides(SPEC, [override])
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("text", ["a: [", "- a\n", "", "a: 1\na: 2\n"])
def test_a_broken_spec_is_reported_as_a_broken_spec(text: str) -> None:
    """With its place, and not as a fault of the option."""
    with pytest.raises(SpecError):
        apply_overrides(text, ["app=x"])
