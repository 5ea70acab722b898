"""The access words."""

import pytest
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from hello.core import access
from hello.core.access import Access, Caller, rule
from hello.core.problems import Forbidden, NotFound

NOBODY = Caller()
OWNER = Caller("owner-id")
OTHER = Caller("other-id")
EDITOR = Caller("editor-id", frozenset({"editors"}))


@pytest.mark.parametrize(
    ("words", "callers"),
    [
        ((), set()),
        (("public",), {NOBODY, OWNER, OTHER, EDITOR}),
        (("signed-in",), {OWNER, OTHER, EDITOR}),
        (("owner",), {OWNER}),
        (("editors",), {EDITOR}),
        (("owner", "editors"), {OWNER, EDITOR}),
    ],
)
def test_words_cover_just_whom_they_name(words: tuple[str, ...], callers: set[Caller]) -> None:
    """Each word of a rule lets its people in, and nobody else."""
    everybody = {NOBODY, OWNER, OTHER, EDITOR}
    assert {one for one in everybody if one.may(rule(*words), "owner-id")} == callers


@pytest.mark.parametrize("word", ["public", "signed-in", "owner"])
def test_a_group_is_no_word(word: str) -> None:
    """A group that is named like a word gives no right to what is somebody else's."""
    impostor = Caller("other-id", frozenset({word}))

    assert not impostor.may(rule("owner", "admins"), "owner-id")


def test_nobody_owns_what_nobody_made() -> None:
    """Who has not signed in owns nothing, not even what was made without signing in."""
    assert not NOBODY.may(rule("owner"), NOBODY.owner)


def test_reads_the_claims() -> None:
    """The gateway writes the list of groups as one string."""
    claims = {"sub": "owner-id", "cognito:groups": "[admins editors]"}
    event = APIGatewayProxyEventV2({"requestContext": {"authorizer": {"jwt": {"claims": claims}}}})

    assert access.caller(event) == Caller("owner-id", frozenset({"admins", "editors"}))
    assert access.caller(APIGatewayProxyEventV2({"requestContext": {}})) == NOBODY


RULES = Access(
    read=rule("owner", "editors"),
    create=rule("signed-in"),
    update=rule("owner"),
    delete=rule("admins"),
)


def test_hides_what_may_not_be_read() -> None:
    """Who may not read is told that there is nothing, whatever they try."""
    for refuse in (RULES.require_read, RULES.require_update, RULES.require_delete):
        with pytest.raises(NotFound):
            refuse(OTHER, "owner-id")


def test_refuses_openly_what_may_be_read() -> None:
    """Who may read is told that they may not change."""
    RULES.require_read(EDITOR, "owner-id")
    with pytest.raises(Forbidden):
        RULES.require_update(EDITOR, "owner-id")
    with pytest.raises(Forbidden):
        RULES.require_create(NOBODY)


def test_lists_are_narrowed_to_what_may_be_read() -> None:
    """Who may read all sees what they ask for; an owner sees their own; others nothing."""
    assert RULES.listed_owner(EDITOR) is None
    assert RULES.listed_owner(EDITOR, "owner-id") == "owner-id"
    assert RULES.listed_owner(OTHER) == "other-id"
    assert RULES.listed_owner(OTHER, "other-id") == "other-id"
    for caller, asked in ((OTHER, "owner-id"), (NOBODY, None)):
        with pytest.raises(Forbidden):
            RULES.listed_owner(caller, asked)
