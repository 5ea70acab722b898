"""`upload: videos`: a file that users upload to a bucket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from scaffold.names import Identifier, Name
from scaffold.spec.document import Document, Hint, Reference
from scaffold.spec.kinds.function.entity import UploadTrigger
from scaffold.spec.kinds.function.trigger_type import TriggerType

if TYPE_CHECKING:
    from scaffold.spec.resolution import Path, Resolution

_SUFFIX: Final = r"^[a-z0-9._-]+$"


class UploadKeys(Document):
    """The keys of an upload trigger."""

    upload: Annotated[str, Reference("bucket"), Hint("write the name of a bucket")] | None = None
    suffix: (
        Annotated[
            str,
            Field(pattern=_SUFFIX, max_length=60),
            Hint("write the end of a file name in lowercase, such as .mp4"),
        ]
        | None
    ) = None


def _resolve(_resolution: Resolution, _path: Path, keys: UploadKeys) -> UploadTrigger:
    suffix = Identifier(keys.suffix) if keys.suffix else None
    return UploadTrigger(Name(keys.upload or ""), suffix)


UPLOAD: Final = TriggerType(
    name="upload", example="{upload: videos}", keys=UploadKeys, resolve=_resolve
)
