"""Prompts for a field of a model: its type, and the options that go with the type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scaffold.cli.prompts.prompter import words
from scaffold.spec import yaml_text
from scaffold.spec.kinds.model.field_types import FIELD_TYPES, PLAIN_TYPES
from scaffold.spec.yaml_text import YamlError

if TYPE_CHECKING:
    from scaffold.cli.prompts.draft import Document, Draft
    from scaffold.cli.prompts.prompter import Prompter
    from scaffold.spec.kinds.model.field_types import Measure

_MEASURES: Final[dict[Measure, str]] = {
    "characters": "length in characters",
    "entries": "number of entries",
    "value": "value",
}


class _Place(NamedTuple):
    """A field in the draft, and the field as it was before."""

    draft: Draft
    model: str
    name: str
    old: Document

    def problem_with(self, field: Document) -> str | None:
        return self.draft.problem_with(field, "models", self.model, "fields", self.name)


def ask_field(prompter: Prompter, draft: Draft, model: str, name: str) -> Draft:
    """Ask for the type of a field, and for the options that go with it."""
    path = ("models", model, "fields", name)
    place = _Place(draft, model, name, _long_form(draft.at(*path, default="string")))
    kind = _ask_kind(prompter, place)
    field = _ask_type(prompter, place, kind)
    presences = {"Required": "required", "Optional": "optional"}
    if FIELD_TYPES[kind].default_types:
        presences["Optional, with a default value"] = "default"
    presence = prompter.choose(
        f"Is {name} required or optional?", presences, _presence_of(place.old)
    )
    field = _ask_constraints(prompter, place, field, has_default=presence == "default")
    if presence == "default":
        field = _ask_default(prompter, place, field)
    if presence == "optional":
        field["optional"] = True
    # Written in the spec, not asked for: without it, more people could read or write the field.
    field.update({key: place.old[key] for key in ("read", "write") if key in place.old})
    return draft.put(_short_form(field), *path)


def _ask_kind(prompter: Prompter, place: _Place) -> str:
    """Ask for a type without its argument; files need a bucket."""
    options = {
        f"{row.name:<9} {row.explanation}": row.name
        for row in FIELD_TYPES.values()
        if row.refers_to != "bucket" or place.draft.names("buckets")
    }
    default = str(place.old.get("type", "enum")).partition("(")[0]
    return prompter.choose(f"What type is {place.name}?", options, default)


def _ask_type(prompter: Prompter, place: _Place, kind: str) -> Document:
    """Ask for the argument of a type that has one."""
    old = place.old.get("type", "").removesuffix(")").partition("(")[2]
    match kind:
        case "enum":
            line = prompter.text(
                f"Which values can {place.name} have?",
                lambda line: place.problem_with({"enum": words(line)}),
                ", ".join(place.old.get("enum", [])) or "new, done",
                hint="comma-separated",
            )
            return {"enum": words(line)}
        case "list":
            message, choices = f"What is {place.name} a list of?", list(PLAIN_TYPES)
        case "ref":
            message = f"Which model does {place.name} refer to?"
            choices = place.draft.names("models")
        case "file":
            message = f"Which bucket holds {place.name}?"
            choices = place.draft.names("buckets")
        case _:
            return {"type": kind}
    argument = prompter.choose(message, {choice: choice for choice in choices}, old)
    return {"type": f"{kind}({argument})"}


def _ask_constraints(
    prompter: Prompter, place: _Place, field: Document, *, has_default: bool
) -> Document:
    row = FIELD_TYPES[_kind_of(field)]
    options: dict[str, str] = {}
    if row.measure:
        # The maximum first: the minimum is compared with it.
        options[f"Maximum {_MEASURES[row.measure]}"] = "max"
        options[f"Minimum {_MEASURES[row.measure]}"] = "min"
    if row.pattern:
        options["Matches a regular expression"] = "pattern"
    if row.unique and not has_default:
        options["Unique: no two items have the same value"] = "unique"
    if not options:
        return field
    old = [key for key in place.old if key != "type"]
    for option in prompter.several(f"Which rules apply to {place.name}?", options, old):
        if option == "unique":
            field = {**field, "unique": True}
        else:
            field = _ask_constraint(prompter, place, field, option)
    return field


def _ask_constraint(prompter: Prompter, place: _Place, field: Document, option: str) -> Document:
    noun = {"max": "maximum", "min": "minimum", "pattern": "regular expression"}[option]
    read = str if option == "pattern" else _scalar
    line = prompter.text(
        f"What is the {noun} of {place.name}?",
        lambda line: place.problem_with({**field, option: read(line)}),
        str(place.old.get(option, "")),
        optional=True,
        hint="Enter for none",
    )
    return {**field, option: read(line)} if line else field


def _ask_default(prompter: Prompter, place: _Place, field: Document) -> Document:
    kind, old = _kind_of(field), place.old.get("default")
    message = f"What is the default value of {place.name}?"
    if kind == "boolean":
        chosen = prompter.choose(message, {"false": False, "true": True}, old)
        return {**field, "default": chosen}
    if kind == "enum":
        values = {value: value for value in field["enum"]}
        return {**field, "default": prompter.choose(message, values, old)}
    read = _scalar if FIELD_TYPES[kind].measure == "value" else str
    line = prompter.text(
        message,
        lambda line: place.problem_with({**field, "default": read(line)}),
        "" if old is None else str(old),
        optional=True,
        hint="Enter for none, which makes it required",
    )
    return {**field, "default": read(line)} if line else field


def _kind_of(field: Document) -> str:
    return str(field.get("type", "enum")).partition("(")[0]


def _long_form(field: str | Document) -> Document:
    if not isinstance(field, str):
        return field
    optional = field.startswith("optional ")
    long: Document = {"type": field.removeprefix("optional ")}
    return {**long, "optional": True} if optional else long


def _short_form(field: Document) -> str | Document:
    """Return the field as a string such as `optional text`, if it has only that."""
    if set(field) == {"type"}:
        return str(field["type"])
    if set(field) == {"type", "optional"}:
        return f"optional {field['type']}"
    return field


def _presence_of(field: Document) -> str:
    if "default" in field:
        return "default"
    return "optional" if field.get("optional") else "required"


def _scalar(line: str) -> object:
    """Return the YAML value of a line: a number, where it is one."""
    try:
        return yaml_text.parse(line).value
    except YamlError:
        return line
