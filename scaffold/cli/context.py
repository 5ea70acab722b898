"""The context that commands run in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

    from scaffold.spec.language import Language


def language_of(context: typer.Context) -> Language:
    """Return the spec language that a command runs with."""
    from scaffold.spec.language import LANGUAGE, Language  # noqa: PLC0415 - start-up time

    return context.find_object(Language) or LANGUAGE
