"""Films, uploaded as the frontend uploads them: small ones at once, large ones in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scaffold.local.activity import Invocation

if TYPE_CHECKING:
    import httpx
    from local.people import Person

    from scaffold.local.activity import Record

UPLOADS: Final = "/buckets/videos/uploads"
OBJECTS: Final = "/buckets/videos/objects"
MOVIE: Final = b"\x00\x00\x00\x18ftypmp42" + bytes(1000)
PART: Final = 8 * 2**20


def start(person: Person, size: int, target: object = None) -> Any:  # noqa: ANN401 - JSON
    """How a film of a size is to be sent."""
    asked = {"name": "film ü.mp4", "type": "video/mp4", "size": size}
    return person.create(UPLOADS, {**asked, "for": target} if target else asked)


def send_file(person: Person, started: dict[str, Any], content: bytes) -> httpx.Response:
    """S3's answer to the request that was signed."""
    return person.running.http.put(started["url"], content=content, headers=started["headers"])


def send_part(person: Person, path: str, number: int, content: bytes) -> None:
    """Send a part to the address that was signed for it."""
    signed = person.request("POST", f"{path}/parts", {"numbers": [number]}).json()["parts"]
    assert person.running.http.put(signed[0]["url"], content=content).status_code == 200


def uploaded(person: Person, content: bytes, target: object = None) -> str:
    """The id of a film that has been sent at once."""
    started = start(person, len(content), target)
    assert send_file(person, started, content).status_code == 200
    return str(started["id"])


def is_about(record: Record, upload_id: str) -> bool:
    """Whether a record is the processing of an upload."""
    ulid = upload_id.partition(".")[2]
    return isinstance(record, Invocation) and (
        record.function == "ProbeVideoFunction" and ulid.encode() in record.event
    )
