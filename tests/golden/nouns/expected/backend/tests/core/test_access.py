"""Access rules."""

import pytest
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from town_hall.core import access
from town_hall.core.access import Access, Caller, rule
from town_hall.core.problems import Forbidden, NotFound

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
def test_access_words(words: tuple[str, ...], callers: set[Caller]) -> None:
    """Each access word admits exactly the callers it names."""
    everybody = {NOBODY, OWNER, OTHER, EDITOR}
    assert {caller for caller in everybody if caller.may(rule(*words), "owner-id")} == callers


@pytest.mark.parametrize("word", ["public", "signed-in", "owner"])
def test_group_named_like_an_access_word_grants_nothing(word: str) -> None:
    """A group named like an access word grants nothing on other people's items."""
    impostor = Caller("other-id", frozenset({word}))

    assert not impostor.may(rule("owner", "admins"), "owner-id")


def test_anonymous_caller_owns_nothing() -> None:
    """An anonymous caller owns nothing, not even what was created anonymously."""
    assert not NOBODY.may(rule("owner"), NOBODY.owner)


def test_caller_from_claims() -> None:
    """API Gateway passes the list of groups as one string."""
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


def test_access_denied_is_not_found_without_read_access() -> None:
    """A caller who may not read gets 404 for every action."""
    for require in (RULES.require_read, RULES.require_update, RULES.require_delete):
        with pytest.raises(NotFound):
            require(OTHER, "owner-id")


def test_access_denied_is_forbidden_with_read_access() -> None:
    """A caller who may read, but not change, gets 403."""
    RULES.require_read(EDITOR, "owner-id")
    with pytest.raises(Forbidden):
        RULES.require_update(EDITOR, "owner-id")
    with pytest.raises(Forbidden):
        RULES.require_create(NOBODY)


def test_list_is_filtered_by_read_access() -> None:
    """Lists are filtered by what the caller may read."""
    assert RULES.listed_owner(EDITOR) is None
    assert RULES.listed_owner(EDITOR, "owner-id") == "owner-id"
    assert RULES.listed_owner(OTHER) == "other-id"
    assert RULES.listed_owner(OTHER, "other-id") == "other-id"
    for caller, asked in ((OTHER, "owner-id"), (NOBODY, None)):
        with pytest.raises(Forbidden):
            RULES.listed_owner(caller, asked)
