"""The API of the bucket scans.

Add rules of your own between reading a request and carrying it out.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from hello.core import access, files, objects, rest, uploads
from hello.core.storage import ObjectId
from hello.core.upload_requests import parse_parts, parse_upload
from hello.generated.buckets.scans import BUCKET

app = rest.App()


@app.post("/buckets/scans/uploads")
def start_upload() -> Response[str]:
    """Start an upload."""
    event = app.current_event
    caller = access.caller(event)
    BUCKET.access.require_create(caller)
    request = parse_upload(rest.body(event))
    if request.target is not None:
        files.require_target(BUCKET, request.target, caller)
    upload = uploads.start(BUCKET, request, caller.owner)
    headers = {"Location": f"{BUCKET.path}/uploads/{upload['id']}"}
    return rest.answer(upload, HTTPStatus.CREATED, headers)


@app.get("/buckets/scans/uploads/<upload_id>")
def get_upload(upload_id: str) -> Response[str]:
    """Return the parts that S3 has received, so that the upload can be resumed."""
    return rest.answer(uploads.status(BUCKET, _own(upload_id)))


@app.post("/buckets/scans/uploads/<upload_id>/parts")
def sign_parts(upload_id: str) -> Response[str]:
    """Return presigned URLs for uploading parts."""
    object_id = _own(upload_id)
    numbers = parse_parts(rest.body(app.current_event))
    return rest.answer(uploads.sign_parts(BUCKET, object_id, numbers))


@app.post("/buckets/scans/uploads/<upload_id>/complete")
def complete_upload(upload_id: str) -> Response[str]:
    """Complete an upload."""
    return rest.answer(uploads.complete(BUCKET, _own(upload_id)).as_dict())


@app.delete("/buckets/scans/uploads/<upload_id>")
def abort_upload(upload_id: str) -> Response[str]:
    """Abort an upload."""
    uploads.abort(BUCKET, _own(upload_id))
    return rest.no_content()


@app.get("/buckets/scans/objects")
def list_objects() -> Response[str]:
    """List what the caller may read."""
    event = app.current_event
    owner = BUCKET.access.listed_owner(access.caller(event))
    return rest.answer(objects.page(BUCKET, event, owner))


@app.get("/buckets/scans/objects/<object_id>")
def get_object(object_id: str) -> Response[str]:
    """Return an object with a presigned download URL."""
    stored = objects.get(BUCKET, object_id)
    BUCKET.access.require_read(access.caller(app.current_event), stored.id.owner)
    return rest.answer(objects.detail(BUCKET, stored))


@app.delete("/buckets/scans/objects/<object_id>")
def delete_object(object_id: str) -> Response[str]:
    """Delete an object."""
    stored = objects.get(BUCKET, object_id)
    BUCKET.access.require_delete(access.caller(app.current_event), stored.id.owner)
    objects.delete(BUCKET, stored)
    return rest.no_content()


def _own(upload_id: str) -> ObjectId:
    """Return the id of an upload; raise NotFound unless the caller started it."""
    caller = access.caller(app.current_event)
    BUCKET.access.require_create(caller)
    return uploads.own(upload_id, caller.owner)


handler = rest.handler(app)
