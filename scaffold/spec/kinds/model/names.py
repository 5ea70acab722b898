"""Names that models and their fields cannot have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.names import Name
from scaffold.spec.grammar import KEYWORDS, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scaffold.spec.resolution import Path, Resolution

SYSTEM_FIELDS: Final = ("id", "owner", "created_at", "updated_at", "version")
RESERVED_FIELDS: Final = frozenset(
    {*SYSTEM_FIELDS, "cursor", "limit", "sort"}
    | {"self", "cls", "str", "int", "float", "bool", "list", "dict", "set", "tuple", "object"}
    | {"constructor", "prototype", "files"}
)
# Their PascalCase is the name of something else in the generated code.
RESERVED_MODELS: Final = words(
    """array blob boolean date error event field_error file file_link form function group groups
    health idempotency json link list map member member_page model multipart_upload number object
    object_detail object_page part_request part_urls partial post_upload problem promise record
    request response route router set stored_object string symbol symbols upload upload_request
    upload_status value element node window document text"""
)
RESERVED_PATHS: Final = frozenset({"admin", "buckets", "health"})
# Paths of the site that are not a model's pages.
SITE_PATHS: Final = frozenset({"api", "assets", "sign-in"})


def check_fields(resolution: Resolution, path: Path, names: Iterable[str]) -> None:
    """Add an error for each field whose name is reserved."""
    for name in names:
        if name in SYSTEM_FIELDS:
            message = f'every item already has "{name}": choose another name'
            resolution.add_error((*path, name), message, on_key=True)
        elif name in RESERVED_FIELDS | KEYWORDS:
            message = f'"{name}" is reserved in the generated code: choose another name'
            resolution.add_error((*path, name), message, on_key=True)


def check_types(resolution: Resolution, models: Iterable[str]) -> None:
    """Add an error for models whose generated types clash.

    `video` and `video_input` would both define the type VideoInput.
    """
    seen: dict[str, str] = {}
    for model in models:
        for suffix in ("", "Input", "Patch", "Page"):
            name = f"{Name(model).pascal}{suffix}"
            if seen.setdefault(name, model) != model:
                message = f'the type {name} would clash with that of "{seen[name]}"'
                resolution.add_error(("models", model), message, on_key=True)
