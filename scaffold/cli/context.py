"""The context that commands run in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold.spec.language import LANGUAGE, Language

if TYPE_CHECKING:
    import typer


def language_of(context: typer.Context) -> Language:
    """Return the spec language that a command runs with."""
    return context.find_object(Language) or LANGUAGE
