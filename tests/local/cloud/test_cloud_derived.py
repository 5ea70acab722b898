"""What a function makes from an upload: the thumbnails of a gallery."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import goldens
import pytest
from local.applications import Running, run_application
from local.people import Person, member

from scaffold.local.activity import Invocation

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator
    from pathlib import Path

    from scaffold.local.activity import Record

pytestmark = pytest.mark.slow

GALLERY: Final = """
scaffold: 1
app: gallery
auth:
models:
  photo:
    fields: {title: string, image: optional file(photos), thumb: optional file(photos)}
    access: {read: signed-in}
buckets: {photos: {}}
functions:
  make-thumb:
    trigger: {upload: photos}
    uses: {models: {photo: write}, buckets: {photos: write}}
"""
MAKE_THUMB: Final = '''
from gallery.core import storage
from gallery.core.arrivals import Upload
from gallery.core.tables import Table
from gallery.generated.models.photo import MODEL


def on_upload(upload: Upload) -> None:
    """Set the thumbnail of a photo."""
    response = storage.client().get_object(Bucket=upload.bucket, Key=upload.key, Range="bytes=0-4")
    small = response["Body"].read()
    thumb = storage.derive(upload.bucket, upload.id, "thumb.jpg", small, "image/jpeg")
    if upload.target is not None:
        photos = Table(MODEL)
        photos.update(photos.get(upload.target.id), {"thumb": thumb})
'''
PICTURE: Final = b"small, and then the rest of the picture"
OBJECTS: Final = "/buckets/photos/objects"


@pytest.fixture(scope="module")
def gallery(
    loop: asyncio.AbstractEventLoop, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """A gallery whose function makes thumbnails."""
    root: Path = goldens.case_of(GALLERY).write(tmp_path_factory.mktemp("gallery"))
    body = root / "backend" / "src" / "gallery" / "functions" / "make_thumb.py"
    body.write_text(MAKE_THUMB, encoding="utf-8")
    with run_application(loop, root) as running:
        yield running


def test_what_a_function_derives_is_read_as_what_it_derives_from(gallery: Running) -> None:
    """Whoever reads the photo downloads its thumbnail; only the owner has the object itself."""
    ada, bob = member(gallery, "ada@example.com"), member(gallery, "bob@example.com")
    path = f"/photos/{ada.create('/photos', {'title': 'Sunset'})['id']}"
    image = _uploaded(ada, path.removeprefix("/photos/"))
    gallery.wait_for(lambda record: _is_thumb_of(record, image))
    thumb = ada.get(path)["thumb"]

    assert thumb != image
    for person in (ada, bob):
        link = person.get(f"{path}/files/thumb")
        assert (link["name"], link["type"]) == ("thumb.jpg", "image/jpeg")
        assert gallery.http.get(link["url"]).content == b"small"
    assert gallery.http.get(ada.get(f"{OBJECTS}/{thumb}")["url"]).content == b"small"
    assert bob.request("GET", f"{OBJECTS}/{thumb}").status_code == 404
    assert [stored["id"] for stored in ada.get(OBJECTS)["items"]] == [image]
    assert ada.request("PATCH", path, {"title": "Dawn", "thumb": thumb}).status_code == 200
    assert ada.request("DELETE", f"{OBJECTS}/{thumb}").status_code == 204
    assert ada.request("GET", f"{path}/files/thumb").status_code == 404


def _uploaded(person: Person, photo: str) -> str:
    """Upload a picture for a photo, and return its id."""
    target = {"model": "photo", "id": photo, "field": "image"}
    asked = {"name": "sunset.jpg", "type": "image/jpeg", "size": len(PICTURE), "for": target}
    started = person.create("/buckets/photos/uploads", asked)
    sent = person.running.http.put(started["url"], content=PICTURE, headers=started["headers"])
    assert sent.status_code == 200
    return str(started["id"])


def _is_thumb_of(record: Record, image: str) -> bool:
    ulid = image.partition(".")[2]
    return isinstance(record, Invocation) and (
        record.function == "MakeThumbFunction" and ulid.encode() in record.event
    )
