"""Prompts for a model: what the application stores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.cli.prompts.access import MODEL_OPERATIONS, ask_access, required_access
from scaffold.cli.prompts.collection import Collection
from scaffold.cli.prompts.field import ask_field
from scaffold.names import Name

if TYPE_CHECKING:
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
    """Ask for the fields to filter by, out of those that DynamoDB can index."""
    index_path = (*path, "index")
    bare = draft.drop(*index_path)
    fields = [
        field for field in draft.at(*path, "fields") if not bare.problem_with([field], *index_path)
    ]
    if not fields:
        return bare
    chosen = prompter.several(
        f"Which fields can people filter {Name(path[1]).plural.phrase} by?",
        {field: field for field in fields},
        draft.at(*index_path, default=[]),
        lambda chosen: bare.problem_with(chosen, *index_path),
    )
    return draft.put_unless_default([], chosen, *index_path)


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
