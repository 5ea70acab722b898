"""Questions about one entity of an existing spec."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold.cli import report
from scaffold.cli.prompts.draft import Draft
from scaffold.cli.prompts.kinds import COLLECTIONS
from scaffold.cli.prompts.naming import to_name
from scaffold.cli.prompts.prompter import Prompter, choose_once
from scaffold.cli.terminal import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scaffold.cli.prompts.collection import Collection
    from scaffold.cli.prompts.draft import Document


def ask_name(document: Document, kind: str) -> str:
    """Ask for the name of a new entity."""
    draft, collection = Draft(document), COLLECTIONS[kind]
    prompter = Prompter(report.console())
    message = f"What is the {kind} called?"
    hint = f"such as {collection.example}"
    typed = prompter.text(message, lambda typed: _problem(draft, collection, typed), hint=hint)
    return collection.converted(prompter, typed)


def ask_entity(document: Document, kind: str, name: str) -> Document:
    """Ask what a new entity is like; raises UsageError for a name that it cannot have."""
    draft, collection = Draft(document), COLLECTIONS[kind]
    if problem := draft.problem_with(collection.minimal(draft), *collection.path, name):
        raise UsageError(problem)
    prompter = Prompter(report.console())
    answered = prompter.run(lambda prompter: collection.ask(prompter, draft, name))
    entity: Document = answered.at(*collection.path, name, default={})
    return entity


def ask_choice(message: str, names: Sequence[str]) -> str:
    """Ask for one of the existing entities."""
    return choose_once(message, {name: name for name in names})


def ask_new_name(document: Document, kind: str, old: str) -> str:
    """Ask for the new name of an entity."""
    draft, collection = Draft(document), COLLECTIONS[kind]
    without = draft.drop(*collection.path, old)
    entity = draft.at(*collection.path, old)

    def check(typed: str) -> str | None:
        name = to_name(typed, collection.separator)
        if name in draft.at(*collection.path):
            return f"{name} already exists"
        return without.problem_with(entity, *collection.path, name)

    prompter = Prompter(report.console())
    return collection.converted(prompter, prompter.text(f"What is the new name of {old}?", check))


def _problem(draft: Draft, collection: Collection, typed: str) -> str | None:
    name = to_name(typed, collection.separator)
    if name in draft.at(*collection.path, default={}):
        return f"{name} already exists"
    return collection.name_problem(draft, typed)
