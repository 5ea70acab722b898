"""Items that are included in lists of others."""

from dataclasses import replace
from typing import Any

import pytest

from hello.core import dynamodb, ids
from hello.core.access import Access, Caller, rule
from hello.core.fields import Ref, String
from hello.core.includes import Includes
from hello.core.models import Model
from hello.core.tables import Table

ACCESS = Access(
    read=rule("owner", "editors"),
    create=rule("signed-in"),
    update=rule("owner"),
    delete=rule("owner"),
)
ME = Caller("me")
PERSON = Model[dict[str, Any], dict[str, Any]](
    name="person",
    path="/people",
    table="PERSON_TABLE",
    fields={"name": String()},
    indexes=(),
    access=ACCESS,
)
STORY = Model[dict[str, Any], dict[str, Any]](
    name="story",
    path="/stories",
    table="STORY_TABLE",
    fields={
        "author": Ref(table="PERSON_TABLE", optional=True),
        "editor": Ref(table="PERSON_TABLE", optional=True),
        "sequel": Ref(table="STORY_TABLE", optional=True),
    },
    indexes=(),
    access=ACCESS,
)


@pytest.fixture(autouse=True)
def tables(aws: pytest.MonkeyPatch) -> None:
    """Empty tables."""
    for variable in ("PERSON_TABLE", "STORY_TABLE"):
        aws.setenv(variable, variable)
        dynamodb.client().create_table(
            TableName=variable,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        )


def make(model: Model[Any, Any], owner: str = "me", **values: str) -> dict[str, Any]:
    """Create an item."""
    return dict(Table(model).create(values, owner))


def included(
    *items: dict[str, Any], names: str, caller: Caller = ME, person: Model[Any, Any] = PERSON
) -> Any:
    """Return what a list of stories includes."""
    page: Any = {"items": [*items], "cursor": None}
    return Includes(STORY, person).add(page, names.split(), caller).get("included")


def test_list_includes_only_what_is_asked_for() -> None:
    """Each field that is named has its items, in the order of the list and once."""
    ada, bob = make(PERSON, name="Ada"), make(PERSON, name="Bob")
    last = make(STORY, author=ada["id"])
    stories = [
        make(STORY, author=bob["id"], editor=ada["id"], sequel=last["id"]),
        last,
        make(STORY, author=bob["id"]),
    ]

    assert included(*stories, names="author") == {"author": [bob, ada]}
    assert included(*stories, names="sequel editor") == {"sequel": [last], "editor": [ada]}
    assert included(names="author") == {"author": []}
    assert included(*stories, names="") is None


def test_items_of_a_model_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many fields and items refer to them."""
    people = [make(PERSON, name="Ada")["id"] for _ in range(4)]
    stories = [make(STORY, author=people[n], editor=people[n + 2]) for n in range(2)]
    client = dynamodb.client()
    requests: list[Any] = []

    class Counting:
        @staticmethod
        def batch_get_item(**arguments: Any) -> Any:
            requests.append(arguments)
            return client.batch_get_item(**arguments)

    monkeypatch.setattr(dynamodb, "client", Counting)
    found = included(*stories, names="author editor")

    assert [[item["id"] for item in found[name]] for name in found] == [people[:2], people[2:]]
    assert len(requests) == 1


def test_deleted_item_is_not_included() -> None:
    """What a reference led to may be gone."""
    ada = make(PERSON, name="Ada")
    story = make(STORY, author=ada["id"])
    Table(PERSON).delete(ada)

    assert included(story, names="author") == {"author": []}


@pytest.mark.parametrize(
    ("caller", "names"),
    [
        (ME, ["mine"]),
        (Caller("you"), ["yours"]),
        (Caller("they", frozenset({"editors"})), ["mine", "yours"]),
        (Caller("they"), []),
        (Caller(), []),
    ],
)
def test_item_is_included_for_those_who_may_read_it(caller: Caller, names: list[str]) -> None:
    """Who may read a story need not read whom it refers to."""
    people = [make(PERSON, name="mine"), make(PERSON, "you", name="yours")]
    stories = [make(STORY, author=person["id"]) for person in people]

    found = included(*stories, names="author", caller=caller)

    assert [item["name"] for item in found["author"]] == names


def test_item_of_an_older_generation_is_included_as_it_reads() -> None:
    """The migrations of the other model apply."""
    old = make(PERSON, name="Ada")
    story = make(STORY, author=old["id"])
    newer = replace(PERSON, migrations=(lambda stored: {**stored, "name": "Countess"},))

    found = included(story, names="author", person=newer)

    assert found == {"author": [{**old, "name": "Countess"}]}


def test_unknown_item_is_not_found() -> None:
    """An id that no item has leads nowhere."""
    assert included({"id": ids.new_id(), "author": ids.new_id()}, names="author") == {"author": []}
