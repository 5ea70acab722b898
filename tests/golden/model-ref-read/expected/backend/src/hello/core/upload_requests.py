"""Upload requests: what a client states about a file before uploading it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import validation
from .fields import Field, Integer, List, String
from .targets import Target

MOST_PARTS = 10_000

_PARTS_AT_ONCE = 100
_WORD = "[0-9A-Za-z][0-9A-Za-z!#$&^_.+-]*"


@dataclass(frozen=True)
class UploadRequest:
    """A file to be uploaded."""

    name: str
    type: str
    size: int
    target: Target | None = None

    @property
    def metadata(self) -> dict[str, str]:
        """The metadata that S3 stores with the object."""
        return self.target.as_metadata() if self.target else {}


class _TargetField(Field):
    def load(self, stored: object) -> Target:
        """Return the target in a JSON object with three strings."""
        match stored:
            case {"model": str(model), "id": str(item_id), "field": str(field), **rest} if not rest:
                return Target(model, item_id, field)
        raise ValueError("must be an object of model, id and field")


_UPLOAD_FIELDS: Mapping[str, Field] = {
    "name": String(max=200, pattern=r"(?!\.{1,2}$)[^/\\\x00-\x1f\x7f]+"),
    "type": String(max=127, pattern=f"{_WORD}/{_WORD}"),
    "size": Integer(min=1),
    "for": _TargetField(optional=True),
}
_PARTS_FIELDS: Mapping[str, Field] = {
    "numbers": List(items=Integer(min=1, max=MOST_PARTS), min=1, max=_PARTS_AT_ONCE),
}


def parse_upload(body: Mapping[str, object]) -> UploadRequest:
    """Parse the body of an upload request; raise Invalid if it is wrong."""
    values: dict[str, Any] = validation.parse_new(_UPLOAD_FIELDS, body)
    return UploadRequest(values["name"], values["type"], values["size"], values.get("for"))


def parse_parts(body: Mapping[str, object]) -> list[int]:
    """Parse the part numbers that a client is about to upload."""
    values: dict[str, Any] = validation.parse_new(_PARTS_FIELDS, body)
    return list(values["numbers"])
