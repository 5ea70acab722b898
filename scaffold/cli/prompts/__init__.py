"""Interactive prompts that build a spec or one entity of it; imported only in a terminal."""

from scaffold.cli.prompts.entity import ask_choice, ask_entity, ask_name, ask_new_name
from scaffold.cli.prompts.prompter import choose_once
from scaffold.cli.prompts.wizard import DraftKept, ask

__all__ = [
    "DraftKept",
    "ask",
    "ask_choice",
    "ask_entity",
    "ask_name",
    "ask_new_name",
    "choose_once",
]
