"""Uploads: the browser sends files directly to S3, with presigned URLs.

A small file is one PUT, whose signature holds its size. A large file is a multipart upload, whose
key does: `uploads/<owner>/<ulid>/<size>/<name>`. Both make an object once: nothing replaces it
later. The only record of an upload and its parts is S3's own, so that it can be resumed from
anywhere.
"""

import math
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from . import ids, storage
from .buckets import Bucket
from .problems import Conflict, NotFound, TooLarge, UnsupportedType
from .storage import ObjectId, StoredObject
from .upload_requests import MOST_PARTS, UploadRequest

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef, PartTypeDef

_MEBIBYTE = 1024 * 1024
_LARGEST_PUT = 8 * _MEBIBYTE
_SMALLEST_PART = 8 * _MEBIBYTE
_SECONDS = 3600
_NOT_YET = {"EntityTooSmall", "InvalidPart", "InvalidPartOrder"}
_GONE = "NoSuchUpload"


def start(bucket: Bucket, request: UploadRequest, owner: str) -> dict[str, object]:
    """Start an upload; the response says how to send the file."""
    if not bucket.accepts(request.type):
        raise UnsupportedType(f"This bucket accepts {', '.join(bucket.accept)}.")
    if request.size > bucket.max_size:
        raise _too_large(bucket)
    object_id = ObjectId(owner, ids.new_id())
    name = storage.safe_name(request.name)
    if request.size > _LARGEST_PUT:
        key = f"{object_id.prefix}{request.size}/{name}"
        return {"id": str(object_id), **_start_multipart(bucket, request, key)}
    return {"id": str(object_id), **_sign_put(bucket, request, f"{object_id.prefix}{name}")}


def own(text: str, owner: str) -> ObjectId:
    """Parse the id of an upload; raise NotFound unless the caller started it."""
    object_id = ObjectId.parse(text)
    if object_id is None or object_id.owner != owner:
        raise _no_upload()
    return object_id


def status(bucket: Bucket, object_id: ObjectId) -> dict[str, object]:
    """Return the status of an upload and the parts that S3 has received."""
    upload = _find_multipart(bucket, object_id)
    arrived = _arrived(upload) if upload else None
    if arrived is not None:
        parts = [{"number": part["PartNumber"], "size": part["Size"]} for part in arrived]
        return {"id": str(object_id), "status": "uploading", "parts": parts}
    if storage.find(bucket.name, object_id) is None:
        raise _no_upload()
    return {"id": str(object_id), "status": "complete", "parts": []}


def sign_parts(bucket: Bucket, object_id: ObjectId, numbers: list[int]) -> dict[str, object]:
    """Return presigned URLs for the parts."""
    upload = _find_multipart(bucket, object_id)
    if upload is None:
        raise _no_upload()
    parts = [
        {
            "number": number,
            "url": storage.client().generate_presigned_url(
                "upload_part", Params={**upload, "PartNumber": number}, ExpiresIn=_SECONDS
            ),
        }
        for number in numbers
    ]
    return {"parts": parts}


def complete(bucket: Bucket, object_id: ObjectId) -> StoredObject:
    """Complete an upload and return the object; completing it twice, or at once, is safe."""
    # In this order: an upload that is gone has either become the object or been aborted.
    upload = _find_multipart(bucket, object_id)
    if upload is not None:
        _complete_multipart(upload, object_id)
    stored = storage.find(bucket.name, object_id)
    if stored is None:
        raise _no_upload()
    return stored


def abort(bucket: Bucket, object_id: ObjectId) -> None:
    """Abort an upload and discard its parts, if there are any."""
    upload = _find_multipart(bucket, object_id)
    if upload is not None:
        _abort(upload)


def _sign_put(bucket: Bucket, request: UploadRequest, key: str) -> dict[str, object]:
    # S3 refuses to replace what the first request has stored, while the URL is still valid.
    headers = {"Content-Type": request.type, "If-None-Match": "*"}
    headers |= {f"x-amz-meta-{name}": value for name, value in request.metadata.items()}
    url = storage.client().generate_presigned_url(
        "put_object",
        Params={
            "Bucket": bucket.name,
            "Key": key,
            "ContentLength": request.size,
            "ContentType": request.type,
            "IfNoneMatch": "*",
            "Metadata": request.metadata,
        },
        ExpiresIn=_SECONDS,
    )
    return {"method": "put", "url": url, "headers": headers}


def _start_multipart(bucket: Bucket, request: UploadRequest, key: str) -> dict[str, object]:
    storage.client().create_multipart_upload(
        Bucket=bucket.name, Key=key, ContentType=request.type, Metadata=request.metadata
    )
    least = math.ceil(request.size / MOST_PARTS / _MEBIBYTE) * _MEBIBYTE
    part_size = max(_SMALLEST_PART, least)
    return {
        "method": "multipart",
        "part_size": part_size,
        "part_count": math.ceil(request.size / part_size),
    }


def _find_multipart(bucket: Bucket, object_id: ObjectId) -> dict[str, Any] | None:
    """Return the arguments that identify a multipart upload to S3, or None if there is none."""
    response = storage.client().list_multipart_uploads(
        Bucket=bucket.name, Prefix=object_id.prefix, MaxUploads=1
    )
    for upload in response.get("Uploads", ()):
        return {"Bucket": bucket.name, "Key": upload["Key"], "UploadId": upload["UploadId"]}
    return None


def _arrived(upload: dict[str, Any]) -> "list[PartTypeDef] | None":
    """Return the parts that S3 has received, or None if the upload has ended meanwhile."""
    pages = storage.client().get_paginator("list_parts").paginate(**upload)
    try:
        return [part for page in pages for part in page.get("Parts", ())]
    except ClientError as error:
        if error.response["Error"]["Code"] == _GONE:
            return None
        raise


def _complete_multipart(upload: dict[str, Any], object_id: ObjectId) -> None:
    parts = _arrived(upload)
    if parts is None:
        return
    declared = int(upload["Key"].removeprefix(object_id.prefix).partition("/")[0])
    received = sum(part["Size"] for part in parts)
    if received < declared:
        raise Conflict(f"{received} of {declared} bytes have arrived.")
    # A presigned URL cannot limit the size of a part.
    if received > declared:
        _abort(upload)
        raise TooLarge(f"More has arrived than the {declared} bytes that were declared.")
    done: list[CompletedPartTypeDef] = [
        {"PartNumber": part["PartNumber"], "ETag": part["ETag"]} for part in parts
    ]
    try:
        storage.client().complete_multipart_upload(**upload, MultipartUpload={"Parts": done})
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in _NOT_YET:
            raise Conflict("Some parts are incomplete.") from error
        # Another request completed it first.
        if code != _GONE:
            raise


def _abort(upload: dict[str, Any]) -> None:
    try:
        storage.client().abort_multipart_upload(**upload)
    except ClientError as error:
        if error.response["Error"]["Code"] != _GONE:
            raise


def _too_large(bucket: Bucket) -> TooLarge:
    return TooLarge(f"This bucket takes files of up to {bucket.max_size} bytes.")


def _no_upload() -> NotFound:
    return NotFound("There is no such upload.")
