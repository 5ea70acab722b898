"""The fields of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.cli.prompts import questions
from scaffold.spec import yaml_text
from scaffold.spec.kinds.model.field_types import BOUNDED, DEFAULTABLE, PLAIN_TYPES, UNIQUE
from scaffold.spec.yaml_text import YamlError

if TYPE_CHECKING:
    from scaffold.cli.prompts.draft import Document, Draft

_TYPES: Final = {
    "string: a line of text": "string",
    "text: as many lines as it takes": "text",
    "integer": "integer",
    "number": "number",
    "boolean: true or false": "boolean",
    "date": "date",
    "datetime: a moment": "datetime",
    "email": "email",
    "url": "url",
    "enum: one of a few values": "enum",
    "list: several values of one type": "list",
    "json: anything": "json",
    "ref: an item of a model": "ref",
    "file: an object of a bucket": "file",
}
_COUNTED: Final = {"string", "text", "email", "url"}
_PATTERNED: Final = {"string", "text"}


def ask_field(draft: Draft, model: str, name: str) -> Draft:
    """Ask for the type of a field, and for the options that go with it."""
    path = ("models", model, "fields", name)
    old = _mapping(draft.at(*path, default="string"))
    kind = _ask_kind(draft, old)
    field = _ask_type(draft, path, kind, old)
    presences = {"Required": "required", "Optional": "optional"}
    if kind in DEFAULTABLE:
        presences["Filled in with a default"] = "default"
    presence = questions.choose(f"{name} is", presences, _presence(old))
    field = _ask_limits(draft, path, field, old, defaulted=presence == "default")
    if presence == "default":
        field = _ask_default(draft, path, field, old)
    if presence == "optional":
        field["optional"] = True
    return draft.put(_short(field), *path)


def _ask_kind(draft: Draft, old: Document) -> str:
    """Ask for a type without what is in its brackets; files need a bucket."""
    types = {
        label: kind for label, kind in _TYPES.items() if kind != "file" or draft.names("buckets")
    }
    default = str(old.get("type", "enum")).partition("(")[0]
    return questions.choose("Type", types, default)


def _ask_type(draft: Draft, path: tuple[str, ...], kind: str, old: Document) -> Document:
    inner = old.get("type", "").removesuffix(")").partition("(")[2]
    match kind:
        case "enum":
            line = questions.text(
                "Values",
                lambda line: draft.problem_with({"enum": questions.words(line)}, *path),
                ", ".join(old.get("enum", [])) or "new, done",
                hint="with commas",
            )
            return {"enum": questions.words(line)}
        case "list":
            inner = questions.choose("A list of", {kind: kind for kind in PLAIN_TYPES}, inner)
        case "ref":
            names = {name: name for name in draft.names("models")}
            inner = questions.choose("An item of", names, inner)
        case "file":
            names = {name: name for name in draft.names("buckets")}
            inner = questions.choose("An object of", names, inner)
        case _:
            return {"type": kind}
    return {"type": f"{kind}({inner})"}


def _ask_limits(
    draft: Draft, path: tuple[str, ...], field: Document, old: Document, *, defaulted: bool
) -> Document:
    kind = field.get("type", "enum").partition("(")[0]
    unit = "characters" if kind in _COUNTED else "entries" if kind == "list" else ""
    # The upper bound first: a lower one is compared with it.
    offers = {"max": f"At most so many {unit}".rstrip(), "min": f"At least so many {unit}".rstrip()}
    offered = {offers[key]: key for key in offers if kind in BOUNDED}
    if kind in _PATTERNED:
        offered["A pattern"] = "pattern"
    if kind in UNIQUE and not defaulted:
        offered["No two items have the same"] = "unique"
    if not offered:
        return field
    for limit in questions.several("Limits", offered, [key for key in old if key != "type"]):
        if limit == "unique":
            field = {**field, "unique": True}
        else:
            field = _ask_limit(draft, path, field, limit, str(old.get(limit, "")))
    return field


def _ask_limit(
    draft: Draft, path: tuple[str, ...], field: Document, limit: str, old: str
) -> Document:
    read = _scalar if limit != "pattern" else str
    line = questions.text(
        {"max": "At most", "min": "At least", "pattern": "Regular expression"}[limit],
        lambda line: draft.problem_with({**field, limit: read(line)}, *path),
        old,
        optional=True,
        hint="empty: no limit",
    )
    return {**field, limit: read(line)} if line else field


def _ask_default(draft: Draft, path: tuple[str, ...], field: Document, old: Document) -> Document:
    kind = field.get("type", "enum")
    if kind == "boolean":
        options = {"false": False, "true": True}
        return {**field, "default": questions.choose("Default", options, old.get("default"))}
    if kind == "enum":
        values = {value: value for value in field["enum"]}
        return {**field, "default": questions.choose("Default", values, old.get("default"))}
    read = _scalar if kind in {"integer", "number"} else str
    line = questions.text(
        "Default",
        lambda line: draft.problem_with({**field, "default": read(line)}, *path),
        str(old.get("default", "")),
        optional=True,
        hint="empty: none, so it is required",
    )
    return {**field, "default": read(line)} if line else field


def _mapping(field: str | Document) -> Document:
    """A field without its short form."""
    if not isinstance(field, str):
        return field
    optional = field.startswith("optional ")
    long: Document = {"type": field.removeprefix("optional ")}
    return {**long, "optional": True} if optional else long


def _short(field: Document) -> str | Document:
    """A field in its short form, where it has one."""
    if set(field) == {"type"}:
        return str(field["type"])
    if set(field) == {"type", "optional"}:
        return f"optional {field['type']}"
    return field


def _presence(old: Document) -> str:
    if "default" in old:
        return "default"
    return "optional" if old.get("optional") else "required"


def _scalar(line: str) -> object:
    """A number where YAML would read one."""
    try:
        return yaml_text.parse(line).value
    except YamlError:
        return line
