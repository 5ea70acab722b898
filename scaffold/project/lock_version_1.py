"""Version 1 of the lock: other words for the classes, and templates that have been renamed since.

An entry's id begins with its template. Translating it keeps the identity of a file whose template
moved together with its output path.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from scaffold.generate.catalog import FileClass

VERSION: Final = 1

_CLASSES: Final[dict[str, FileClass]] = {
    "once": "create-only",
    "owned": "managed",
    "merged": "merged",
    "derived": "lockfile",
}
_FEATURES: Final = {"getters": "get_endpoints"}


def translate_entry(line: dict[str, Any]) -> dict[str, Any]:
    """Return an entry's line in the words of version 2; raise KeyError for an unknown class."""
    return {**line, "class": _CLASSES[line["class"]], "id": translate_id(line["id"])}


def translate_id(identity: str) -> str:
    """Return an id with the template's present name: `template` or `template kind.entity`."""
    template, space, entity = identity.partition(" ")
    feature, slash, path = template.partition("/")
    if path.endswith(".once.jinja"):
        path = path.removesuffix(".once.jinja") + ".create-only.jinja"
    return f"{_FEATURES.get(feature, feature)}{slash}{path}{space}{entity}"
