"""S3: the client, the keys of objects, and presigned download URLs."""

import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

import boto3
from botocore.config import Config

from . import ids

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

ANONYMOUS = "anonymous"
UPLOADS = "uploads/"
DERIVED = "derived/"

_DOWNLOAD_SECONDS = 300
_NAME_BYTES = 200
_OWNER = re.compile("[0-9A-Za-z-]{1,64}")
# S3 replaces ${filename} in the key of a form.
_UNSAFE = re.compile(r'[\\/:*?"<>|$]')


@cache
def client() -> "S3Client":
    """The client, made when it is first needed.

    Addresses that it signs name the bucket's region, since S3's global host redirects, and no
    checksum, since browsers send none. An emulator's bucket is part of the path instead.
    """
    emulated = "AWS_ENDPOINT_URL" in os.environ or "AWS_ENDPOINT_URL_S3" in os.environ
    region = os.environ["AWS_REGION"]
    return boto3.client(
        "s3",
        region_name=region,
        endpoint_url=None if emulated else f"https://s3.{region}.amazonaws.com",
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path" if emulated else "virtual"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            retries={"mode": "standard"},
        ),
    )


@dataclass(frozen=True)
class ObjectId:
    """The id of an object: `<owner>.<ulid>` in the API."""

    owner: str
    ulid: str

    @classmethod
    def parse(cls, text: object) -> Self | None:
        """Parse an id; return None if the text is not one."""
        owner, _, ulid = str(text).partition(".")
        return cls(owner, ulid) if _OWNER.fullmatch(owner) and ids.is_id(ulid) else None

    @classmethod
    def of_key(cls, key: str) -> Self | None:
        """Return the id of the object with a key, or None if the key is of another form."""
        owner, _, rest = key.removeprefix(UPLOADS).removeprefix(DERIVED).partition("/")
        return cls.parse(f"{owner}.{rest.partition('/')[0]}")

    @property
    def prefix(self) -> str:
        """The prefix of an upload's key; the file name follows."""
        return f"{UPLOADS}{self.owner}/{self.ulid}/"

    @property
    def derived_prefix(self) -> str:
        """The prefix of the key if a function wrote the object."""
        return f"{DERIVED}{self.owner}/{self.ulid}/"

    def __str__(self) -> str:
        return f"{self.owner}.{self.ulid}"


@dataclass(frozen=True)
class StoredObject:
    """An object that was uploaded, or that a function derived from one."""

    id: ObjectId
    key: str
    size: int
    modified: datetime

    @property
    def name(self) -> str:
        """The name of the file."""
        return file_name(self.key)

    def as_dict(self) -> dict[str, object]:
        """Return the object as the API represents it."""
        created = self.modified.astimezone(UTC).isoformat(timespec="seconds")
        return {
            "id": str(self.id),
            "name": self.name,
            "size": self.size,
            "created_at": created.replace("+00:00", "Z"),
        }


def read_entry(entry: Mapping[str, Any]) -> StoredObject | None:
    """Return the object in a listing's entry, or None if its key is of another form."""
    object_id = ObjectId.of_key(entry["Key"])
    if object_id is None:
        return None
    return StoredObject(object_id, entry["Key"], entry["Size"], entry["LastModified"])


def find(bucket: str, object_id: ObjectId) -> StoredObject | None:
    """Return the object with an id, or None."""
    for prefix in (object_id.prefix, object_id.derived_prefix):
        response = client().list_objects_v2(Bucket=bucket, Prefix=prefix, MaxKeys=1)
        for entry in response.get("Contents", ()):
            return read_entry(entry)
    return None


def derive(bucket: str, source: str, name: str, content: bytes, content_type: str) -> str:
    """Store what a function made from an object, and return its id, for a field of type file.

    Whoever can read the source can read it. Each source has one object of a name, so that a
    function that runs again replaces what it made before.
    """
    origin = ObjectId.parse(source)
    if origin is None:
        raise ValueError(source)
    object_id = ObjectId(origin.owner, ids.derived_id(origin.ulid, name))
    client().put_object(
        Bucket=bucket,
        Key=f"{object_id.derived_prefix}{safe_name(name)}",
        Body=content,
        ContentType=content_type,
    )
    return str(object_id)


def download(bucket: str, stored: StoredObject) -> dict[str, object]:
    """Return a presigned URL that downloads the object, never inline, under its file name."""
    content_type = client().head_object(Bucket=bucket, Key=stored.key)["ContentType"]
    url = client().generate_presigned_url(
        "get_object",
        Params={
            "Bucket": bucket,
            "Key": stored.key,
            "ResponseContentDisposition": _attachment(stored.name),
        },
        ExpiresIn=_DOWNLOAD_SECONDS,
    )
    return {
        "id": str(stored.id),
        "url": url,
        "name": stored.name,
        "size": stored.size,
        "type": content_type,
        "expires_in": _DOWNLOAD_SECONDS,
    }


def file_name(key: str) -> str:
    """Return the name of the file in the key of an object."""
    return key.rpartition("/")[2]


def safe_name(name: str) -> str:
    """A file's name without a path or control characters, its ending in lower case.

    Rules match endings exactly, and cameras write .MP4.
    """
    text = unicodedata.normalize("NFC", name)
    text = "".join(char for char in text if unicodedata.category(char)[0] != "C")
    text = _UNSAFE.sub("_", text).strip(". ") or "file"
    stem, dot, ending = text.rpartition(".")
    ending = ending.lower() if dot else ending
    room = _NAME_BYTES - len(f"{dot}{ending}".encode())
    if room <= 0:
        return _cut(text, _NAME_BYTES)
    return f"{_cut(stem, room)}{dot}{ending}"


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore")


def _attachment(name: str) -> str:
    """Return a Content-Disposition that every browser reads (RFC 6266)."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
