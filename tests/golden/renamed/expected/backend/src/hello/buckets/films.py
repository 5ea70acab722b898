"""The API of the bucket films.

Rules of your own belong between reading a request and doing what it asks for.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from hello.core import access, files, objects, rest, uploads
from hello.core.storage import ObjectId
from hello.core.upload_requests import parse_parts, parse_upload
from hello.generated.buckets.films import BUCKET

app = rest.App()


@app.post("/buckets/films/uploads")
def start_upload() -> Response[str]:
    """Begin an upload."""
    event = app.current_event
    caller = access.caller(event)
    BUCKET.access.require_create(caller)
    request = parse_upload(rest.body(event))
    if request.target is not None:
        files.require_target(BUCKET, request.target, caller)
    upload = uploads.start(BUCKET, request, caller.owner)
    headers = {"Location": f"{BUCKET.path}/uploads/{upload['id']}"}
    return rest.answer(upload, HTTPStatus.CREATED, headers)


@app.get("/buckets/films/uploads/<upload_id>")
def get_upload(upload_id: str) -> Response[str]:
    """Say what has arrived of an upload, so that it can be resumed."""
    return rest.answer(uploads.status(BUCKET, _own(upload_id)))


@app.post("/buckets/films/uploads/<upload_id>/parts")
def sign_parts(upload_id: str) -> Response[str]:
    """Give the addresses to send parts to."""
    object_id = _own(upload_id)
    numbers = parse_parts(rest.body(app.current_event))
    return rest.answer(uploads.sign_parts(BUCKET, object_id, numbers))


@app.post("/buckets/films/uploads/<upload_id>/complete")
def complete_upload(upload_id: str) -> Response[str]:
    """Make an object of what has arrived."""
    return rest.answer(uploads.complete(BUCKET, _own(upload_id)).as_dict())


@app.delete("/buckets/films/uploads/<upload_id>")
def abort_upload(upload_id: str) -> Response[str]:
    """Throw away what has arrived."""
    uploads.abort(BUCKET, _own(upload_id))
    return rest.no_content()


@app.get("/buckets/films/objects")
def list_objects() -> Response[str]:
    """List what the caller may read."""
    event = app.current_event
    owner = BUCKET.access.listed_owner(access.caller(event))
    return rest.answer(objects.page(BUCKET, event, owner))


@app.get("/buckets/films/objects/<object_id>")
def get_object(object_id: str) -> Response[str]:
    """Show an object, with a short-lived address to download it from."""
    stored = objects.get(BUCKET, object_id)
    BUCKET.access.require_read(access.caller(app.current_event), stored.id.owner)
    return rest.answer(objects.detail(BUCKET, stored))


@app.delete("/buckets/films/objects/<object_id>")
def delete_object(object_id: str) -> Response[str]:
    """Delete an object."""
    stored = objects.get(BUCKET, object_id)
    BUCKET.access.require_delete(access.caller(app.current_event), stored.id.owner)
    objects.delete(BUCKET, stored)
    return rest.no_content()


def _own(upload_id: str) -> ObjectId:
    """The id of an upload, which only whoever started it may go on with."""
    caller = access.caller(app.current_event)
    BUCKET.access.require_create(caller)
    return uploads.own(upload_id, caller.owner)


handler = rest.handler(app)
