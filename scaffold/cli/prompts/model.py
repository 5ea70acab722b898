"""Prompts for a model: what the application stores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.cli.prompts.access import MODEL_OPERATIONS, ask_access, required_access
from scaffold.cli.prompts.collection import Collection
from scaffold.cli.prompts.field import ask_field
from scaffold.names import Name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.cli.prompts.draft import Document, Draft
    from scaffold.cli.prompts.prompter import Prompter


def _ask_first(prompter: Prompter, draft: Draft) -> Draft | None:
    options = {
        "Notes, with a title and a body": "notes",
        "Something else": "other",
        "Nothing": "nothing",
    }
    chosen = prompter.choose("What does the app store?", options)
    if chosen == "other":
        return None
    if chosen == "nothing":
        return draft
    fields = {"title": {"type": "string", "max": 120}, "body": "optional text"}
    note = {"fields": fields, **required_access(draft, MODEL_OPERATIONS)}
    return draft.put(note, "models", "note")


def _minimal(draft: Draft) -> Document:
    return {"fields": {"name": "string"}, **required_access(draft, MODEL_OPERATIONS)}


def _ask_model(prompter: Prompter, draft: Draft, name: str) -> Draft:
    path = ("models", name)
    if draft.at(*path) is None:
        draft = draft.put({"fields": {}, **required_access(draft, MODEL_OPERATIONS)}, *path)
    draft = _fields_of(name).ask_all(prompter, draft)
    draft = ask_access(prompter, draft, path, MODEL_OPERATIONS)
    draft = _ask_index(prompter, draft, path)
    return _ask_path(prompter, draft, path)


def _fields_of(model: str) -> Collection:
    return Collection(
        path=("models", model, "fields"),
        noun="field",
        container=model,
        example="title",
        separator="_",
        minimal=lambda _: "string",
        ask=lambda prompter, draft, name: ask_field(prompter, draft, model, name),
        required=True,
    )


def _ask_index(prompter: Prompter, draft: Draft, path: tuple[str, str]) -> Draft:
    """Ask for the fields to filter by and to sort by; entries of other forms stay as they are."""
    fields = list(draft.at(*path, "fields"))
    draft = _ask_entries(prompter, draft, path, "filter", {field: field for field in fields})
    return _ask_entries(prompter, draft, path, "sort", {field: {"sort": field} for field in fields})


def _ask_entries(
    prompter: Prompter,
    draft: Draft,
    path: tuple[str, str],
    verb: str,
    entries: Mapping[str, object],
) -> Draft:
    """Ask for entries of one form, out of those for fields that DynamoDB can index."""
    index_path = (*path, "index")
    present = draft.at(*index_path, default=[])
    others = [entry for entry in present if entry not in entries.values()]

    def problem(chosen: list[object]) -> str | None:
        return draft.problem_with([*others, *chosen], *index_path)

    possible = {field: entry for field, entry in entries.items() if not problem([entry])}
    if not possible:
        return draft.put_unless_default([], others, *index_path)
    chosen = prompter.several(
        f"Which fields can people {verb} {Name(path[1]).plural.phrase} by?",
        possible,
        present,
        problem,
    )
    return draft.put_unless_default([], [*others, *chosen], *index_path)


def _ask_path(prompter: Prompter, draft: Draft, path: tuple[str, str]) -> Draft:
    plural = Name(path[1]).plural.kebab
    chosen = prompter.text(
        f"Which URL path does {path[1]} have?",
        draft.check_at(*path, "path"),
        draft.at(*path, "path", default=str(plural)),
    )
    return draft.put_unless_default(plural, chosen, *path, "path")


PROMPTS: Final = Collection(
    step=2,
    path=("models",),
    noun="model",
    example="recipe",
    separator="_",
    minimal=_minimal,
    ask=_ask_model,
    ask_first=_ask_first,
)
