"""What the keys of buckets do in the local cloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from local.keys.projects import covers

if TYPE_CHECKING:
    from local.applications import Running
    from local.people import Person

pytestmark = pytest.mark.slow

UPLOADS = "/buckets/gallery/uploads"
PICTURE = {"name": "cat.png", "type": "image/png", "size": 4}


def upload(person: Person) -> str:
    """The id of a picture that has been sent."""
    started: dict[str, Any] = person.create(UPLOADS, PICTURE)
    headers = started["headers"]
    sent = person.running.http.put(started["url"], content=b"\x89PNG", headers=headers)
    assert sent.is_success, sent.text
    return str(started["id"])


@covers("buckets")
def test_an_object_is_uploaded_and_downloaded(nobody: Person, editor: Person) -> None:
    """Past the API, at addresses that S3 checks."""
    path = f"/buckets/gallery/objects/{upload(editor)}"
    found = nobody.request("GET", path).json()
    assert nobody.running.http.get(found["url"]).content == b"\x89PNG"


@covers("buckets.*.accept")
def test_a_type_that_is_not_accepted_is_refused(editor: Person) -> None:
    """By the API, and by S3 where somebody sends another type than was signed."""
    assert editor.request("POST", UPLOADS, PICTURE | {"type": "video/mp4"}).status_code == 415
    started = editor.create(UPLOADS, PICTURE)
    other = started["headers"] | {"Content-Type": "video/mp4"}
    sent = editor.running.http.put(started["url"], content=b"\x89PNG", headers=other)
    assert sent.status_code == 403


@covers("buckets.*.max_size")
def test_upload_size_limit(editor: Person) -> None:
    """By the API, and by S3 where somebody sends more than was signed."""
    assert editor.request("POST", UPLOADS, PICTURE | {"size": 2**20 + 1}).status_code == 413
    started = editor.create(UPLOADS, PICTURE)
    headers = started["headers"]
    sent = editor.running.http.put(started["url"], content=bytes(2**20 + 1), headers=headers)
    assert sent.status_code == 403


@covers("buckets.*.expire")
def test_a_rule_of_the_bucket_lets_objects_expire(shop: Running) -> None:
    """The emulator has it, though its CloudFormation drops it."""
    bucket = shop.cloud.application.resources["GalleryBucket"]
    found = shop.client("s3").get_bucket_lifecycle_configuration(Bucket=bucket)
    assert [rule["Expiration"] for rule in found["Rules"] if "Expiration" in rule] == [{"Days": 30}]


@covers("buckets.*.access", "buckets.*.access.create", "buckets.*.access.read")
def test_bucket_create_and_read_access(nobody: Person, ada: Person, editor: Person) -> None:
    """A group uploads, everybody looks; the other bucket is its owner's."""
    people = (nobody, ada, editor)
    starts = [person.request("POST", UPLOADS, PICTURE).status_code for person in people]
    lists = [person.request("GET", "/buckets/gallery/objects").status_code for person in people]
    own = [person.request("GET", "/buckets/photos/objects").status_code for person in people]
    assert starts == [401, 403, 201]
    assert lists == [200, 200, 200]
    assert own == [401, 200, 200]


@covers("buckets.*.access.delete")
def test_bucket_delete_access(nobody: Person, editor: Person, admin: Person) -> None:
    """Not even who uploaded it, where the word is a group's."""
    path = f"/buckets/gallery/objects/{upload(editor)}"
    assert [person.request("DELETE", path).status_code for person in (nobody, editor, admin)] == [
        401,
        403,
        204,
    ]
    assert nobody.request("GET", path).status_code == 404
