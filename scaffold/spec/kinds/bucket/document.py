"""A bucket as it is written."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from scaffold.spec.document import Document, Hint, KebabName, Seconds, Size, Words


class BucketAccessDocument(Document):
    """Who may do what with an object."""

    read: Words | None = None
    create: Words | None = None
    delete: Words | None = None


class BucketDocument(Document):
    """An S3 bucket that users upload to."""

    example: ClassVar[str] = "{accept: [image/*]}"

    accept: (
        Annotated[
            list[str], Field(min_length=1, max_length=50), Hint("write [image/*, application/pdf]")
        ]
        | None
    ) = None
    max_size: Size = 100 * 2**20
    access: Annotated[BucketAccessDocument, Hint("write {read: public}")] = BucketAccessDocument()
    expire: Seconds | None = None
    renamed_from: KebabName | None = None
