"""The API of the bucket results.

Add rules of your own between reading a request and carrying it out.
"""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from hello.core import files, objects, rest, uploads
from hello.core.upload_requests import parse_parts, parse_upload
from hello.generated.buckets.results import BUCKET

app = rest.App()


@app.post("/buckets/results/uploads")
def start_upload() -> Response[str]:
    """Start an upload."""
    request = parse_upload(rest.body(app.current_event))
    if request.target is not None:
        files.require_target(BUCKET, request.target)
    upload = uploads.start(BUCKET, request)
    headers = {"Location": f"{BUCKET.path}/uploads/{upload['id']}"}
    return rest.answer(upload, HTTPStatus.CREATED, headers)


@app.get("/buckets/results/uploads/<upload_id>")
def get_upload(upload_id: str) -> Response[str]:
    """Return the parts that S3 has received, so that the upload can be resumed."""
    return rest.answer(uploads.status(BUCKET, uploads.read_id(upload_id)))


@app.post("/buckets/results/uploads/<upload_id>/parts")
def sign_parts(upload_id: str) -> Response[str]:
    """Return presigned URLs for uploading parts."""
    object_id = uploads.read_id(upload_id)
    numbers = parse_parts(rest.body(app.current_event))
    return rest.answer(uploads.sign_parts(BUCKET, object_id, numbers))


@app.post("/buckets/results/uploads/<upload_id>/complete")
def complete_upload(upload_id: str) -> Response[str]:
    """Complete an upload."""
    return rest.answer(uploads.complete(BUCKET, uploads.read_id(upload_id)).as_dict())


@app.delete("/buckets/results/uploads/<upload_id>")
def abort_upload(upload_id: str) -> Response[str]:
    """Abort an upload."""
    uploads.abort(BUCKET, uploads.read_id(upload_id))
    return rest.no_content()


@app.get("/buckets/results/objects")
def list_objects() -> Response[str]:
    """List the objects."""
    return rest.answer(objects.page(BUCKET, app.current_event))


@app.get("/buckets/results/objects/<object_id>")
def get_object(object_id: str) -> Response[str]:
    """Return an object with a presigned download URL."""
    stored = objects.get(BUCKET, object_id)
    return rest.answer(objects.detail(BUCKET, stored))


@app.delete("/buckets/results/objects/<object_id>")
def delete_object(object_id: str) -> Response[str]:
    """Delete an object."""
    stored = objects.get(BUCKET, object_id)
    objects.delete(BUCKET, stored)
    return rest.no_content()


handler = rest.handler(app)
