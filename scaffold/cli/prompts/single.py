"""Questions about one model, bucket or function of a spec that is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold.cli.prompts import questions
from scaffold.cli.prompts.buckets import bucket_kind
from scaffold.cli.prompts.draft import Draft
from scaffold.cli.prompts.functions import FUNCTION_KIND
from scaffold.cli.prompts.models import model_kind
from scaffold.cli.terminal import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scaffold.cli.prompts.draft import Document
    from scaffold.cli.prompts.entries import Kind


def ask_name(document: Document, kind: str) -> str:
    """Ask how a new entity of a kind is to be called."""
    draft = Draft(document)
    return questions.text(f"Name of the {kind}", _free_name(draft, _kind(draft, kind)))


def ask_entity(document: Document, kind: str, name: str) -> Document:
    """Ask what a new entity is like; raises UsageError for a name that it cannot have."""
    draft = Draft(document)
    entries = _kind(draft, kind)
    if problem := _free_name(draft, entries)(name):
        raise UsageError(problem)
    entity: Document = entries.ask(draft, name).at(*entries.path, name, default={})
    return entity


def ask_choice(message: str, names: Sequence[str]) -> str:
    """Ask for one of the entities that there are."""
    return questions.choose(message, {name: name for name in names})


def ask_new_name(document: Document, kind: str, old: str) -> str:
    """Ask how an entity shall be called from now on."""
    draft = Draft(document)
    entries = _kind(draft, kind)
    renamed = draft.drop(*entries.path, old)
    blank = draft.at(*entries.path, old)
    return questions.text(
        f"New name of {old}",
        lambda name: (
            "is there already"
            if name in draft.names(entries.path[0])
            else renamed.problem_with(blank, *entries.path, name)
        ),
    )


def _kind(draft: Draft, kind: str) -> Kind:
    kinds = {"model": model_kind(draft), "bucket": bucket_kind(draft), "function": FUNCTION_KIND}
    return kinds[kind]


def _free_name(draft: Draft, entries: Kind) -> questions.Check:
    known = draft.names(entries.path[0])
    return lambda name: (
        "is there already"
        if name in known
        else draft.problem_with(entries.blank, *entries.path, name)
    )
