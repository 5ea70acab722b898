"""Names, keys and URLs of objects."""

import pytest

from hello.core import ids, storage
from hello.core.storage import ObjectId

ID = ids.new_id()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("holiday.mp4", "holiday.mp4"),
        ("IMG 0001.MP4", "IMG 0001.mp4"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\videos\\a.mp4", "C__videos_a.mp4"),
        ("休日\u202e.mp4", "休日.mp4"),
        ("e\u0301.txt", "é.txt"),
        ('"quoted"\r\n.txt', "_quoted_.txt"),
        ("${filename}.txt", "_{filename}.txt"),
        ("...", "file"),
        ("a" * 300 + ".mp4", "a" * 196 + ".mp4"),
        ("é" * 150, "é" * 100),
        ("a." + "b" * 300, "a." + "b" * 198),
    ],
)
def test_file_names_are_safe(name: str, safe: str) -> None:
    """A name has no path, no control characters and no more than 200 bytes."""
    assert storage.safe_name(name) == safe


def test_object_id_round_trip() -> None:
    """An id holds the owner and the ULID of the object."""
    assert ObjectId.parse(f"me.{ID}") == ObjectId("me", ID)
    assert str(ObjectId("me", ID)) == f"me.{ID}"
    assert ObjectId("me", ID).prefix == f"uploads/me/{ID}/"


@pytest.mark.parametrize("text", ["", "me", f".{ID}", f"a/b.{ID}", "me.1", f"me.{ID}.x", None])
def test_malformed_id_is_rejected(text: object) -> None:
    """Any other text is not an id."""
    assert ObjectId.parse(text) is None


def test_foreign_keys_are_not_objects() -> None:
    """Objects under other keys are not listed."""
    assert storage.read_entry({"Key": "uploads/me/"}) is None


@pytest.mark.usefixtures("aws")
def test_presigned_url_is_regional_and_names_the_file() -> None:
    """A download URL names the bucket's region and the file's own name."""
    client = storage.client()
    client.create_bucket(
        Bucket="files", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    object_id = ObjectId("me", ID)
    client.put_object(Bucket="files", Key=f"{object_id.prefix}été.mp4", ContentType="video/mp4")
    stored = storage.find("files", object_id)
    assert stored is not None

    link = storage.download("files", stored)

    assert str(link["url"]).startswith("https://files.s3.eu-west-1.amazonaws.com/uploads/me/")
    assert "filename%2A%3DUTF-8%27%27%25C3%25A9t%25C3%25A9.mp4" in str(link["url"])
    assert "X-Amz-Algorithm=AWS4-HMAC-SHA256" in str(link["url"])
    assert (link["name"], link["size"], link["type"]) == ("été.mp4", 0, "video/mp4")


def test_presigned_url_of_an_emulator_uses_path_style(aws: pytest.MonkeyPatch) -> None:
    """With AWS_ENDPOINT_URL, URLs point to the emulator."""
    aws.setenv("AWS_ENDPOINT_URL", "http://localhost:4566")

    client = storage.client.__wrapped__()

    url = client.generate_presigned_url("get_object", Params={"Bucket": "files", "Key": "a"})
    assert url.startswith("http://localhost:4566/files/a?")
