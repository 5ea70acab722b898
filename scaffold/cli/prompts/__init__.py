"""The conversation that builds a spec; imported when somebody is there to answer."""

from scaffold.cli.prompts.conversation import ask

__all__ = ["ask"]
