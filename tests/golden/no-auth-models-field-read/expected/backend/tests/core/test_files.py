"""File fields."""

from typing import Any

import pytest

from hello.core import dynamodb, files, ids, storage
from hello.core.buckets import Bucket
from hello.core.fields import FUNCTIONS, File, String
from hello.core.models import Model
from hello.core.problems import Invalid, NotFound
from hello.core.storage import ObjectId
from hello.core.tables import Table
from hello.core.targets import Target

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
)
BUCKET = Bucket(
    path="/buckets/films",
    variable="FILMS_BUCKET",
    max_size=100,
    models=(FILM,),
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


def put() -> str:
    """Create an object and return its id."""
    object_id = ObjectId("anonymous", ids.new_id())
    storage.client().put_object(Bucket="films", Key=f"{object_id.prefix}a.mp4", Body=b"x")
    return str(object_id)


def test_missing_file_is_rejected() -> None:
    """A missing object and a malformed id are rejected."""
    files.require(FILM, {"file": put()}, before={})
    for value in (str(ObjectId("anonymous", ids.new_id())), "nonsense"):
        with pytest.raises(Invalid) as caught:
            files.require(FILM, {"file": value}, before={})

        assert caught.value.errors == {"file": "does not exist"}


def test_unchanged_file_is_not_checked_again() -> None:
    """An item can be updated after its file was deleted."""
    gone = str(ObjectId("anonymous", ids.new_id()))

    files.require(FILM, {"file": gone}, before={"file": gone})
    files.require(FILM, {"file": None}, before={"file": gone})


def test_download_url_of_a_file() -> None:
    """Only a file field with a file has a download URL."""
    item = {"title": "a", "file": put()}

    link = files.link(FILM, item, "file")
    assert (link["id"], link["name"]) == (item["file"], "a.mp4")
    for name in ("title", "unheard_of"):
        with pytest.raises(NotFound):
            files.link(FILM, item, name)
    with pytest.raises(NotFound):
        files.link(FILM, {"file": str(ObjectId("anonymous", ids.new_id()))}, "file")


def test_download_urls_of_many_files() -> None:
    """Each file has its own; those that are gone have none."""
    there, other = put(), put()
    gone = str(ObjectId("anonymous", ids.new_id()))

    found = files.links("FILMS_BUCKET", [there, gone, "nonsense", other])

    assert [*found] == [there, other]
    assert [link["id"] for link in found.values()] == [there, other]
    assert all(str(link["url"]).startswith("https://") for link in found.values())


def test_upload_target() -> None:
    """An upload can target an existing item."""
    item = Table(FILM).create({"title": "a"})

    files.require_target(BUCKET, Target("film", item["id"], "file"))
    with pytest.raises(Invalid):
        files.require_target(BUCKET, Target("film", ids.new_id(), "file"))


def test_upload_target_must_be_writable() -> None:
    """A field that the caller may not set cannot be the target of an upload."""
    item = Table(FILM).create({"title": "a"})

    with pytest.raises(Invalid) as caught:
        files.require_target(BUCKET, Target("film", item["id"], "thumb"))

    assert caught.value.errors == {"for": "is a field that may not be set by you"}


@pytest.mark.parametrize(
    ("model", "field"), [("film", "title"), ("film", "unheard_of"), ("unheard_of", "file")]
)
def test_upload_target_must_be_a_file_field(model: str, field: str) -> None:
    """Only a file field of this bucket can be the target of an upload."""
    with pytest.raises(Invalid):
        files.require_target(BUCKET, Target(model, ids.new_id(), field))
