"""The flow of the conversation: section by section, then the spec, then yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.syntax import Syntax

from scaffold.cli.prompts import questions
from scaffold.cli.prompts.application import (
    FALLBACK_NAME,
    ask_details,
    ask_name,
    ask_sign_in,
    proposed_name,
)
from scaffold.cli.prompts.buckets import ask_buckets
from scaffold.cli.prompts.draft import Draft
from scaffold.cli.prompts.functions import ask_functions
from scaffold.cli.prompts.models import ask_models
from scaffold.cli.prompts.overview import overview
from scaffold.spec import writer

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    Section = Callable[[Draft], Draft]

# Buckets before models: a field may hold an object of one.
SECTIONS: Final[dict[str, Section]] = {
    "the name": ask_name,
    "sign-in": ask_sign_in,
    "buckets": ask_buckets,
    "models": ask_models,
    "functions": ask_functions,
    "region, stages and theme": ask_details,
}


def ask(start: dict[str, object], console: Console) -> str | None:
    """Ask for a spec, beginning with `start`; the text, or nothing where it was cancelled."""
    draft = _first_draft(start)
    for section in SECTIONS.values():
        draft = section(draft)
        _show(console, draft)
    while True:
        text = writer.write(draft.document)
        console.print(Syntax(text, "yaml", theme="ansi_dark", background_color="default"))
        decision = _decide(draft)
        if decision == "create":
            return text
        if decision == "cancel":
            return None
        draft = SECTIONS[decision](draft)
        _show(console, draft)


def _first_draft(start: dict[str, object]) -> Draft:
    draft = Draft({"scaffold": 1, "app": FALLBACK_NAME, "auth": {}, **start})
    if draft.problem_with(draft.at("app"), "app") or draft.spec is None:
        name = proposed_name(str(draft.at("app")))
        usable = Draft({**draft.document, "app": FALLBACK_NAME}).problem_with(name, "app") is None
        return draft.put(name if usable else FALLBACK_NAME, "app")
    return draft


def _show(console: Console, draft: Draft) -> None:
    console.print()
    console.print(overview(draft), soft_wrap=False)
    console.print()


def _decide(draft: Draft) -> str:
    """Ask what to do with the spec; one that does not fit together cannot be created."""
    create = {} if draft.spec is None else {"Create the project": "create"}
    changes = {f"Change {section}": section for section in SECTIONS}
    return questions.choose("This is the spec", {**create, **changes, "Cancel": "cancel"})
