"""Menus whose keys do what a person expects: typing finds an option, and selects none."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Final

import questionary
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from questionary.prompts.common import InquirerControl

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from prompt_toolkit.key_binding import KeyPressEvent
    from questionary import Question

# Keys of questionary's checkbox that toggle every option at once.
_TOGGLES: Final = ("a", "i")


def select(message: str, labels: Collection[str], default: str | None, hint: str) -> Question:
    """Return a menu of which one option is chosen, by arrow keys or by typing a part of it."""
    question = questionary.select(
        message,
        choices=list(labels),
        default=default,
        use_search_filter=True,
        use_jk_keys=False,
        instruction=hint,
    )
    controls = question.application.layout.find_all_controls()
    menu = next(control for control in controls if isinstance(control, InquirerControl))
    keys = KeyBindings()

    def search(event: KeyPressEvent) -> None:
        menu.add_search_character(event.key_sequence[0].key)  # type: ignore[arg-type]  # any character
        _point_at_beginning(menu)

    for character in string.printable:
        keys.add(character, eager=True)(search)

    @keys.add("enter", eager=True, filter=Condition(lambda: _finds_nothing(menu)))
    def _refuse(event: KeyPressEvent) -> None:
        # The menu shows every option then, and would take the first one.
        event.app.output.bell()

    return _with_keys(question, keys)


def checkbox(
    message: str,
    labels: Collection[str],
    checked: Collection[str],
    hint: str,
    validate: Callable[[list[str]], bool | str],
) -> Question:
    """Return a menu of which any number of options is chosen, with Space."""
    question = questionary.checkbox(
        message,
        choices=[questionary.Choice(label, checked=label in checked) for label in labels],
        validate=validate,
        use_jk_keys=False,
        instruction=hint,
    )
    keys = KeyBindings()
    for key in _TOGGLES:
        keys.add(key, eager=True)(lambda _: None)
    return _with_keys(question, keys)


def _with_keys(question: Question, keys: KeyBindings) -> Question:
    """Return a question in which the keys have precedence over its own.

    Alt+Enter does nothing: it would answer with the empty line that every menu has.
    """
    keys.add("escape", "enter", eager=True)(lambda _: None)
    application = question.application
    own = [application.key_bindings] if application.key_bindings else []
    application.key_bindings = merge_key_bindings([*own, keys])
    return question


def _point_at_beginning(menu: InquirerControl) -> None:
    """Point at an option that begins with what was typed, if one does."""
    typed = (menu.search_filter or "").lower()
    labels = [str(choice.title).lower() for choice in menu.filtered_choices]
    beginnings = (position for position, label in enumerate(labels) if label.startswith(typed))
    menu.pointed_at = next(beginnings, 0)


def _finds_nothing(menu: InquirerControl) -> bool:
    typed = (menu.search_filter or "").lower()
    return not any(typed in str(choice.title).lower() for choice in menu.choices)
