"""The buckets: what people upload."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold.cli.prompts import questions
from scaffold.cli.prompts.access import BUCKET_OPERATIONS, ask_access, opened
from scaffold.cli.prompts.entries import Kind, collect

if TYPE_CHECKING:
    from scaffold.cli.prompts.draft import Document, Draft


def ask_buckets(draft: Draft) -> Draft:
    """Ask for the buckets that people upload files to."""
    return collect(draft, bucket_kind(draft))


def bucket_kind(draft: Draft) -> Kind:
    """Buckets as entries."""
    return Kind(("buckets",), "bucket for uploads", _blank(draft), _ask_bucket)


def _blank(draft: Draft) -> Document:
    return {} if draft.has_auth else {"access": opened(BUCKET_OPERATIONS)}


def _ask_bucket(draft: Draft, name: str) -> Draft:
    path = ("buckets", name)
    if draft.at(*path) is None:
        draft = draft.put(_blank(draft), *path)
    accept = questions.text(
        "Types of files",
        draft.rules(*path, "accept", read=questions.words),
        ", ".join(draft.at(*path, "accept", default=[])),
        optional=True,
        hint="such as image/*, application/pdf; empty: all",
    )
    draft = draft.put_unless([], questions.words(accept), *path, "accept")
    size = questions.text(
        "Largest file",
        draft.rules(*path, "max_size"),
        draft.at(*path, "max_size", default="100 MiB"),
    )
    draft = draft.put_unless("100 MiB", size, *path, "max_size")
    expire = questions.text(
        "Deleted after",
        draft.rules(*path, "expire"),
        draft.at(*path, "expire", default=""),
        optional=True,
        hint="such as 365 days; empty: never",
    )
    draft = draft.put_unless("", expire, *path, "expire")
    return ask_access(draft, path, BUCKET_OPERATIONS)
