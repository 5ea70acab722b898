"""`--set key=value`."""

import pytest

from scaffold.errors import SpecError
from scaffold.spec.edit.overrides import OverrideError, apply_overrides

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
    assert text == SPEC + "stages: [dev, prod]\nfunctions:\n  hello: {memory: 1024}\n"


def test_a_dotted_key_reaches_into_a_mapping() -> None:
    """What is on the way is made."""
    text = apply_overrides(SPEC, ["auth.sign_up=invite", "theme.color='#112233'"])
    assert "auth: {groups: [admins], sign_up: invite}" in text
    assert "theme:\n  color: '#112233'\n" in text


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("app", "--set app: write key=value, such as --set region=eu-west-1"),
        ("=x", "--set =x: write key=value, such as --set region=eu-west-1"),
        ("a..b=x", "--set a..b=x: write key=value, such as --set region=eu-west-1"),
        ("app.x=y", "--set app.x=y: app holds no keys"),
        ("app=[", "--set app=[: '[' is not YAML"),
    ],
)
def test_what_cannot_be_set_is_said(override: str, message: str) -> None:
    """With the option as it was typed."""
    with pytest.raises(OverrideError) as caught:
        apply_overrides(SPEC, [override])
    assert str(caught.value) == message


@pytest.mark.parametrize("text", ["a: [", "- a\n", "", "a: 1\na: 2\n"])
def test_a_broken_spec_is_reported_as_a_broken_spec(text: str) -> None:
    """With its place, and not as a fault of the option."""
    with pytest.raises(SpecError):
        apply_overrides(text, ["app=x"])
