"""The conversations that build a spec, or a part of one; imported when somebody can answer."""

from scaffold.cli.prompts.conversation import ask
from scaffold.cli.prompts.single import ask_choice, ask_entity, ask_name, ask_new_name

__all__ = ["ask", "ask_choice", "ask_entity", "ask_name", "ask_new_name"]
