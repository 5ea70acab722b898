"""Names that models and their fields cannot have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.spec.grammar import KEYWORDS, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scaffold.spec.kinds.model.document import FieldDocument
    from scaffold.spec.resolution import Path, Resolution

SYSTEM_FIELDS: Final = ("id", "owner", "created_at", "updated_at", "version")
# The parameters of lists; what every JavaScript object has; and what the annotations of the
# generated Python refer to.
RESERVED_FIELDS: Final = words(
    "cursor limit sort include search constructor builtins typing"
) | set(SYSTEM_FIELDS)
RESERVED_PATHS: Final = frozenset({"admin", "buckets", "health"})
# Paths of the site that are not a model's pages.
SITE_PATHS: Final = frozenset({"api", "assets", "sign-in"})


def check_fields(resolution: Resolution, path: Path, names: Iterable[str]) -> None:
    """Add an error for each field whose name is reserved."""
    for name in names:
        if name in SYSTEM_FIELDS:
            message = f'every item already has "{name}": choose another name'
            resolution.add_error((*path, name), message, on_key=True)
        elif name in KEYWORDS:
            message = f'"{name}" is a keyword of Python or TypeScript: choose another name'
            resolution.add_error((*path, name), message, on_key=True)
        elif name in RESERVED_FIELDS:
            message = f'"{name}" is reserved in the generated code: choose another name'
            resolution.add_error((*path, name), message, on_key=True)


def check_former_name(
    resolution: Resolution, path: Path, names: tuple[str, str], claimed: dict[str, str]
) -> None:
    """Add an error for a former name that is no other, or that another has claimed.

    `names` are the present and the former one; `claimed` has who was called what so far.
    """
    name, former = names
    if former == name:
        resolution.add_error(path, "is its current name: remove renamed_from")
    elif former in claimed:
        resolution.add_error(path, f'"{claimed[former]}" was "{former}" before: remove one of them')
    claimed.setdefault(former, name)


def check_former_fields(
    resolution: Resolution, path: Path, fields: Mapping[str, FieldDocument]
) -> None:
    """Add an error for each field whose former name it cannot have had."""
    claimed: dict[str, str] = {}
    for name, field in fields.items():
        former, place = field.renamed_from, (*path, name, "renamed_from")
        if former is None:
            continue
        if former in KEYWORDS or former in RESERVED_FIELDS:
            resolution.add_error(place, f'"{former}" is reserved, so it never was a name')
        else:
            check_former_name(resolution, place, (name, former), claimed)
