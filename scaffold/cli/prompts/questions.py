"""Four kinds of questions; each raises KeyboardInterrupt when the person leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

import questionary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    Check: TypeAlias = Callable[[str], str | None]

T = TypeVar("T")

_HINT: Final = "fg:ansibrightblack"
# What a terminal's input holds instead of bytes that are not UTF-8.
_SURROGATES: Final = frozenset(map(chr, range(0xD800, 0xE000)))


def text(
    message: str,
    check: Check,
    default: str = "",
    *,
    optional: bool = False,
    hint: str = "",
) -> str:
    """A line, checked at each key; an empty one is the default or, if optional, nothing.

    An optional line has its old value to be edited, so that it can be emptied.
    """

    def verdict(answer: str) -> bool | str:
        line = answer.strip() or ("" if optional else default)
        if not line:
            return optional or "needs an answer"
        if not _SURROGATES.isdisjoint(line):
            return "has a character that is none: is the terminal set to UTF-8?"
        return check(line) or True

    answer: str = _ask(
        questionary.text(
            f"{message} ({hint}):" if hint else f"{message}:",
            default=default if optional else "",
            validate=verdict,
            placeholder=None if optional else [(_HINT, default)],
        )
    )
    return answer.strip() or ("" if optional else default)


def choose(message: str, options: Mapping[str, T], default: T | None = None) -> T:
    """One of the options, by its label."""
    first = next((label for label, value in options.items() if value == default), None)
    label = _ask(questionary.select(f"{message}:", choices=list(options), default=first))
    return options[label]


def search(message: str, options: Collection[str], default: str) -> str:
    """One of many options, found by typing a part of it."""
    question = questionary.select(
        f"{message}:",
        choices=list(options),
        default=default,
        use_search_filter=True,
        use_jk_keys=False,
        instruction="(type to search)",
    )
    return str(_ask(question))


def several(
    message: str,
    options: Mapping[str, T],
    checked: Collection[T] = (),
    check: Callable[[list[T]], str | None] = lambda _: None,
) -> list[T]:
    """Any number of the options, by their labels."""

    def verdict(labels: list[str]) -> bool | str:
        return check([options[label] for label in labels]) or True

    choices = [
        questionary.Choice(label, checked=value in checked) for label, value in options.items()
    ]
    question = questionary.checkbox(
        f"{message}:",
        choices=choices,
        validate=verdict,
        instruction="(space selects, enter goes on)",
    )
    return [options[label] for label in _ask(question)]


def words(line: str) -> list[str]:
    """The parts of a list that is written with commas."""
    return [word.strip() for word in line.split(",") if word.strip()]


def _ask(question: questionary.Question) -> Any:  # noqa: ANN401 - a line, a label or labels
    try:
        return question.unsafe_ask()
    except EOFError:
        raise KeyboardInterrupt from None
