"""Prompts for a bucket that people upload files to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.cli.prompts.access import BUCKET_OPERATIONS, ask_access, required_access
from scaffold.cli.prompts.collection import Collection
from scaffold.cli.prompts.prompter import words

if TYPE_CHECKING:
    from scaffold.cli.prompts.draft import Document, Draft
    from scaffold.cli.prompts.prompter import Prompter

_DEFAULT_SIZE: Final = "100 MiB"


def _minimal(draft: Draft) -> Document:
    return required_access(draft, BUCKET_OPERATIONS)


def _ask_bucket(prompter: Prompter, draft: Draft, name: str) -> Draft:
    path = ("buckets", name)
    if draft.at(*path) is None:
        draft = draft.put(_minimal(draft), *path)
    accept = prompter.text(
        f"Which types of files does {name} accept?",
        draft.check_at(*path, "accept", read=words),
        ", ".join(draft.at(*path, "accept", default=[])),
        optional=True,
        hint="comma-separated, such as image/*, application/pdf; Enter for all",
    )
    draft = draft.put_unless_default([], words(accept), *path, "accept")
    size = prompter.text(
        f"How large can a file in {name} be?",
        draft.check_at(*path, "max_size"),
        draft.at(*path, "max_size", default=_DEFAULT_SIZE),
    )
    draft = draft.put_unless_default(_DEFAULT_SIZE, size, *path, "max_size")
    expire = prompter.text(
        f"After what time are files in {name} deleted?",
        draft.check_at(*path, "expire"),
        draft.at(*path, "expire", default=""),
        optional=True,
        hint="such as 365 days; Enter for never",
    )
    draft = draft.put_unless_default("", expire, *path, "expire")
    return ask_access(prompter, draft, path, BUCKET_OPERATIONS)


PROMPTS: Final = Collection(
    step=1,
    path=("buckets",),
    noun="bucket for uploads",
    example="photos",
    separator="-",
    minimal=_minimal,
    ask=_ask_bucket,
)
