"""File fields."""

from typing import Any

import pytest

from video_share.core import dynamodb, files, ids, storage
from video_share.core.access import Access, Caller, rule
from video_share.core.buckets import Bucket
from video_share.core.fields import FUNCTIONS, File, String
from video_share.core.models import Model
from video_share.core.problems import Forbidden, Invalid, NotFound
from video_share.core.storage import ObjectId
from video_share.core.tables import Table
from video_share.core.targets import Target

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
    fields={
        "title": String(),
        "file": File(bucket="FILMS_BUCKET", optional=True),
        "thumb": File(bucket="FILMS_BUCKET", optional=True, write=FUNCTIONS),
    },
    indexes=(),
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
    """Create an object of a user and return its id."""
    object_id = ObjectId(owner, ids.new_id())
    storage.client().put_object(Bucket="films", Key=f"{object_id.prefix}a.mp4", Body=b"x")
    return str(object_id)


@pytest.mark.parametrize("owner", ["me", "anonymous"])
def test_file_of_another_user_is_rejected(owner: str) -> None:
    """A field accepts the caller's own object, or one uploaded anonymously."""
    files.require(FILM, {"file": put(owner)}, "me", before={})


def test_missing_file_is_rejected() -> None:
    """A missing object, a malformed id and another user's object are rejected."""
    for value in (str(ObjectId("me", ids.new_id())), "nonsense", put("you")):
        with pytest.raises(Invalid) as caught:
            files.require(FILM, {"file": value}, "me", before={})

        assert caught.value.errors == {"file": "does not exist"}


def test_unchanged_file_is_not_checked_again() -> None:
    """A user can update an item without owning its file."""
    theirs = put("you")

    files.require(FILM, {"file": theirs}, "me", before={"file": theirs})
    files.require(FILM, {"file": None}, "me", before={"file": theirs})


def test_download_url_of_a_file() -> None:
    """Only a file field with a file has a download URL."""
    item = {"title": "a", "file": put("me")}

    link = files.link(FILM, item, "file")
    assert (link["id"], link["name"]) == (item["file"], "a.mp4")
    for name in ("title", "unheard_of"):
        with pytest.raises(NotFound):
            files.link(FILM, item, name)
    with pytest.raises(NotFound):
        files.link(FILM, {"file": str(ObjectId("me", ids.new_id()))}, "file")


def test_download_urls_of_many_files() -> None:
    """Each file has its own; those that are gone have none."""
    there, other = put("me"), put("you")
    gone = str(ObjectId("me", ids.new_id()))

    found = files.links("FILMS_BUCKET", [there, gone, "nonsense", other])

    assert [*found] == [there, other]
    assert [link["id"] for link in found.values()] == [there, other]
    assert all(str(link["url"]).startswith("https://") for link in found.values())


def test_upload_target_requires_update_access() -> None:
    """A caller who may update an item can upload for it; others get 403 or 404."""
    item = Table(FILM).create({"title": "a"}, "me")
    target = Target("film", item["id"], "file")

    files.require_target(BUCKET, target, Caller("me"))
    with pytest.raises(Forbidden):
        files.require_target(BUCKET, target, Caller("you", frozenset({"editors"})))
    with pytest.raises(Invalid):
        files.require_target(BUCKET, target, Caller("you"))


def test_upload_target_must_be_writable() -> None:
    """A field that the caller may not set cannot be the target of an upload."""
    item = Table(FILM).create({"title": "a"}, "me")

    with pytest.raises(Invalid) as caught:
        files.require_target(BUCKET, Target("film", item["id"], "thumb"), Caller("me"))

    assert caught.value.errors == {"for": "is a field that may not be set by you"}


@pytest.mark.parametrize(
    ("model", "field"), [("film", "title"), ("film", "unheard_of"), ("unheard_of", "file")]
)
def test_upload_target_must_be_a_file_field(model: str, field: str) -> None:
    """Only a file field of this bucket can be the target of an upload."""
    with pytest.raises(Invalid):
        files.require_target(BUCKET, Target(model, ids.new_id(), field), Caller("me"))
