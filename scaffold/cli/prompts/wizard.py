"""The wizard of `scaffold new`: section by section, then the spec, then yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.syntax import Syntax

from scaffold.cli.prompts import application
from scaffold.cli.prompts.draft import Draft
from scaffold.cli.prompts.kinds import COLLECTIONS
from scaffold.cli.prompts.naming import to_name
from scaffold.cli.prompts.prompter import Leave, Prompter, choose_once
from scaffold.cli.prompts.summary import summary
from scaffold.spec import writer

if TYPE_CHECKING:
    from rich.console import Console

    from scaffold.cli.prompts.collection import Step

_FALLBACK_NAME: Final = "my-app"
_WELCOME: Final = "Enter accepts a suggestion, Esc goes back a question, Ctrl-C stops."


class DraftKept(KeyboardInterrupt):
    """The person stopped, and keeps the answers: the text of a valid spec."""

    def __init__(self, text: str) -> None:
        super().__init__("stopped")
        self.text = text


# Each section is a sequence of steps; the draft is a checkpoint after every step.
_SECTIONS: Final[dict[str, tuple[Step, ...]]] = {
    "the name": (application.ask_name, application.ask_title, application.ask_description),
    "sign-in": (application.ask_sign_in, application.ask_groups),
    **{collection.path[0]: (collection.ask_all,) for collection in COLLECTIONS.values()},
    "region, stages and theme": (application.ask_settings,),
}


def ask(start: dict[str, object], console: Console) -> str | None:
    """Ask for a spec, beginning with `start`, and return its text; None if it was cancelled.

    Raises DraftKept if the person stops and keeps the answers, and Leave if not.
    """
    console.print(_WELCOME, style="dim")
    prompter = Prompter(console)
    try:
        return prompter.run(lambda prompter: _conversation(prompter, _first_draft(start)))
    except Leave:
        if prompter.checkpoint is None or not _keeps_answers():
            raise
        raise DraftKept(writer.write(prompter.checkpoint)) from None


def _conversation(prompter: Prompter, draft: Draft) -> str | None:
    for section in _SECTIONS:
        draft = _ask_section(prompter, draft, section)
    while True:
        text = writer.write(draft.document)
        prompter.show(Syntax(text, "yaml", theme="ansi_dark", background_color="default"))
        decision = _ask_decision(prompter, draft)
        if decision == "create":
            return text
        if decision == "cancel":
            return None
        draft = _ask_section(prompter, draft, decision)


def _ask_section(prompter: Prompter, draft: Draft, section: str) -> Draft:
    for step in _SECTIONS[section]:
        draft = step(prompter, draft)
        if draft.spec is not None:
            prompter.reach(draft.document)
    prompter.show()
    prompter.show(summary(draft))
    prompter.show()
    return draft


def _first_draft(start: dict[str, object]) -> Draft:
    draft = Draft({"scaffold": 1, "app": _FALLBACK_NAME, "auth": {}, **start})
    if draft.problem_with(draft.at("app"), "app") or draft.spec is None:
        name = to_name(str(draft.at("app")), "-")
        fallback = draft.put(_FALLBACK_NAME, "app")
        return draft.put(_FALLBACK_NAME if fallback.problem_with(name, "app") else name, "app")
    return draft


def _ask_decision(prompter: Prompter, draft: Draft) -> str:
    """Ask what to do with the spec; an invalid one can only be changed."""
    create = {} if draft.spec is None else {"Create the project": "create"}
    changes = {f"Change {section}": section for section in _SECTIONS}
    return prompter.choose(
        "What should happen with this spec?", {**create, **changes, "Cancel": "cancel"}
    )


def _keeps_answers() -> bool:
    options = {"Keep them as a draft": True, "Discard them": False}
    return choose_once("Keep your answers?", options)
