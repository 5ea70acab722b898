"""The models: what the application keeps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from scaffold.cli.prompts import questions
from scaffold.cli.prompts.access import MODEL_OPERATIONS, ask_access, opened
from scaffold.cli.prompts.entries import Kind, collect
from scaffold.cli.prompts.fields import ask_field
from scaffold.names import Name

if TYPE_CHECKING:
    from scaffold.cli.prompts.draft import Document, Draft


def ask_models(draft: Draft) -> Draft:
    """Ask for the models; one Enter gives a first one to start from."""
    if not draft.names("models"):
        starts = {"Notes, with a title and a body": "notes", "Something else": "own"}
        start = questions.choose("It keeps", {**starts, "Nothing": "nothing"})
        if start == "nothing":
            return draft
        if start == "notes":
            fields = {"title": {"type": "string", "max": 120}, "body": "optional text"}
            return draft.put({"fields": fields, **_access(draft)}, "models", "note")
    return collect(draft, model_kind(draft))


def model_kind(draft: Draft) -> Kind:
    """Models as entries."""
    blank = {"fields": {"name": "string"}, **_access(draft)}
    return Kind(("models",), "model", blank, _ask_model)


def _access(draft: Draft) -> Document:
    return {} if draft.has_auth else {"access": opened(MODEL_OPERATIONS)}


def _ask_model(draft: Draft, name: str) -> Draft:
    path = ("models", name)
    if draft.at(*path) is None:
        draft = draft.put({"fields": {}, **_access(draft)}, *path)
    ask = partial(_ask_field, name)
    draft = collect(draft, Kind((*path, "fields"), f"field of {name}", "string", ask, "title"))
    draft = ask_access(draft, path, MODEL_OPERATIONS)
    draft = _ask_index(draft, path)
    return _ask_path(draft, path)


def _ask_field(model: str, draft: Draft, name: str) -> Draft:
    return ask_field(draft, model, name)


def _ask_index(draft: Draft, path: tuple[str, str]) -> Draft:
    """Ask for the fields to list by, out of those that DynamoDB can index."""
    place = (*path, "index")
    bare = draft.drop(*place)
    fields = [
        field for field in draft.at(*path, "fields") if not bare.problem_with([field], *place)
    ]
    if not fields:
        return bare
    chosen = questions.several(
        "Listed by",
        {field: field for field in fields},
        draft.at(*place, default=[]),
        lambda chosen: bare.problem_with(chosen, *place),
    )
    return draft.put_unless([], chosen, *place)


def _ask_path(draft: Draft, path: tuple[str, str]) -> Draft:
    plural = Name(path[1]).plural.kebab
    place = (*path, "path")
    chosen = questions.text(
        "Path in addresses",
        draft.rules(*place),
        draft.at(*place, default=str(plural)),
    )
    return draft.put_unless(plural, chosen, *place)
