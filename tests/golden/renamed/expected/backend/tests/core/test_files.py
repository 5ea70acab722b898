"""Fields that hold files."""

from typing import Any

import pytest

from hello.core import dynamodb, files, ids, storage
from hello.core.access import Access, Caller, rule
from hello.core.buckets import Bucket
from hello.core.fields import File, String
from hello.core.models import Model
from hello.core.problems import Forbidden, Invalid, NotFound
from hello.core.storage import ObjectId
from hello.core.tables import Table
from hello.core.targets import Target

ACCESS = Access(
    read=rule("owner", "editors"),
    create=rule("signed-in"),
    update=rule("owner"),
    delete=rule("owner"),
)
FILM = Model[dict[str, Any], dict[str, Any]](
    name="film",
    path="/films",
    table="FILM_TABLE",
    fields={"title": String(), "file": File(bucket="FILMS_BUCKET", optional=True)},
    access=ACCESS,
)
BUCKET = Bucket(
    path="/buckets/films",
    variable="FILMS_BUCKET",
    max_size=100,
    models=(FILM,),
    access=ACCESS,
)


@pytest.fixture(autouse=True)
def resources(aws: pytest.MonkeyPatch) -> None:
    """An empty table and an empty bucket."""
    aws.setenv("FILM_TABLE", "film-table")
    aws.setenv("FILMS_BUCKET", "films")
    dynamodb.client().create_table(
        TableName="film-table",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )
    storage.client().create_bucket(
        Bucket="films", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )


def put(owner: str) -> str:
    """The id of an object of somebody's."""
    object_id = ObjectId(owner, ids.new_id())
    storage.client().put_object(Bucket="films", Key=f"{object_id.prefix}a.mp4", Body=b"x")
    return str(object_id)


@pytest.mark.parametrize("owner", ["me", "anonymous"])
def test_a_file_is_ones_own(owner: str) -> None:
    """An object of the caller's, or one that was uploaded without signing in, may be used."""
    files.require(FILM, {"file": put(owner)}, "me", before={})


def test_a_file_exists() -> None:
    """What is not there, no id, or somebody else's object is refused."""
    for value in (str(ObjectId("me", ids.new_id())), "nonsense", put("you")):
        with pytest.raises(Invalid) as caught:
            files.require(FILM, {"file": value}, "me", before={})

        assert caught.value.errors == {"file": "does not exist"}


def test_a_file_that_stays_is_not_asked_for_again() -> None:
    """Somebody else may change an item without owning its file."""
    theirs = put("you")

    files.require(FILM, {"file": theirs}, "me", before={"file": theirs})
    files.require(FILM, {"file": None}, "me", before={"file": theirs})


def test_links_to_a_file() -> None:
    """A file has an address; a field without one, of another type, or unknown has none."""
    item = {"title": "a", "file": put("me")}

    assert files.link(FILM, item, "file")["name"] == "a.mp4"
    for name in ("title", "unheard_of"):
        with pytest.raises(NotFound):
            files.link(FILM, item, name)
    with pytest.raises(NotFound):
        files.link(FILM, {"file": str(ObjectId("me", ids.new_id()))}, "file")


def test_an_upload_may_be_for_what_one_may_update() -> None:
    """Who may update an item may upload for it; others learn no more than they may read."""
    item = Table(FILM).create({"title": "a"}, "me")
    target = Target("film", item["id"], "file")

    files.require_target(BUCKET, target, Caller("me"))
    with pytest.raises(Forbidden):
        files.require_target(BUCKET, target, Caller("you", frozenset({"editors"})))
    with pytest.raises(Invalid):
        files.require_target(BUCKET, target, Caller("you"))


@pytest.mark.parametrize(
    ("model", "field"), [("film", "title"), ("film", "unheard_of"), ("unheard_of", "file")]
)
def test_an_upload_is_for_a_field_that_takes_it(model: str, field: str) -> None:
    """Nothing but a file field of this bucket takes an upload."""
    with pytest.raises(Invalid):
        files.require_target(BUCKET, Target(model, ids.new_id(), field), Caller("me"))
