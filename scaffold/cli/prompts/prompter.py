"""The three kinds of questions, and the way back from one to the question before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

import questionary
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

from scaffold.cli import report
from scaffold.cli.prompts import menus

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from prompt_toolkit.key_binding import KeyPressEvent
    from rich.console import Console, RenderableType

    Check: TypeAlias = Callable[[str], str | None]

T = TypeVar("T")

_HINT: Final = "fg:ansibrightblack"
# Arrow keys begin with the byte of Esc: this long, in seconds, Esc waits for the rest of one.
_ESCAPE_TIMEOUT: Final = 0.1
# The terminal's input has these in place of bytes that are not UTF-8.
_SURROGATES: Final = frozenset(map(chr, range(0xD800, 0xE000)))


class Leave(KeyboardInterrupt):
    """The person pressed Ctrl-C or Ctrl-D; a signal raises KeyboardInterrupt itself."""


class _Back(Exception):  # noqa: N818 - a request, not an error
    """The person pressed Esc; `typed` is the unfinished line."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self.typed = typed


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer: the typed text, or the chosen labels."""

    message: str
    value: Any


class Prompter:
    """Asks questions and keeps the answers, so that Esc can go back to any earlier question.

    Going back runs the conversation again from its start, with all answers but the last. The
    conversation must depend on nothing but the answers.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._answers: list[_Answer] = []
        self._position = 0
        # False while earlier answers are replayed: what they printed is still on the screen.
        self._prints = True
        # Answers that Esc took back, oldest first: they become defaults.
        self._withdrawn: list[_Answer] = []
        self._checkpoint: object = None

    def run(self, conversation: Callable[[Prompter], T]) -> T:
        """Return the conversation's result; raises Leave when the person leaves."""
        while True:
            self._position = 0
            self._checkpoint = None
            try:
                return conversation(self)
            except _Back:
                self._withdrawn.insert(0, self._answers.pop())
                self._prints = False

    @property
    def checkpoint(self) -> Any:  # noqa: ANN401 - a document
        """The latest state worth saving; None until there is one."""
        return self._checkpoint

    def reach(self, state: object) -> None:
        """Make `state` the checkpoint."""
        self._checkpoint = state

    def show(self, renderable: RenderableType = "") -> None:
        """Print something between two questions."""
        if self._prints:
            self._console.print(renderable, soft_wrap=isinstance(renderable, str))

    def note(self, text: str) -> None:
        """Print a dim line between two questions."""
        if self._prints:
            self._console.print(f"  {text}", style="dim")

    def text(
        self,
        message: str,
        check: Check,
        default: str = "",
        *,
        optional: bool = False,
        hint: str = "",
    ) -> str:
        """Ask for a line, checked at each key.

        Enter alone takes the default. The default of an optional line, and an answer that Esc took
        back, are there to be edited.
        """
        former = self._withdrawn_answer(message)
        typed = former or (default if optional else "")

        def verdict(answer: str) -> bool | str:
            line = answer.strip() or ("" if optional else default)
            if not line:
                return optional or "type an answer"
            if not _SURROGATES.isdisjoint(line):
                return "contains an invalid character: set the terminal's encoding to UTF-8"
            return check(line) or True

        def build() -> questionary.Question:
            return questionary.text(
                f"{message} ({hint})" if hint else message,
                default=typed,
                validate=verdict,
                placeholder=None if optional else [(_HINT, default)],
            )

        answer: str = self._ask(message, build)
        return answer.strip() or ("" if optional else default)

    def choose(self, message: str, options: Mapping[str, T], default: T | None = None) -> T:
        """Ask for one of the options, by its label; typing a part of a label finds it."""
        label = next((label for label, value in options.items() if value == default), None)
        former = self._withdrawn_answer(message)
        label = former if former in options else label
        return options[
            self._ask(
                message,
                lambda: menus.select(
                    message,
                    options,
                    label,
                    self._instruction("arrow keys, or type to search"),
                ),
            )
        ]

    def several(
        self,
        message: str,
        options: Mapping[str, T],
        checked: Collection[T] = (),
        check: Callable[[list[T]], str | None] = lambda _: None,
    ) -> list[T]:
        """Ask for any number of the options, by their labels."""

        def verdict(labels: list[str]) -> bool | str:
            return check([options[label] for label in labels]) or True

        labels = [label for label, value in options.items() if value in checked]
        former = self._withdrawn_answer(message)
        labels = labels if former is None else former
        chosen: list[str] = self._ask(
            message,
            lambda: menus.checkbox(
                message,
                options,
                labels,
                self._instruction("Space selects, Enter continues"),
                verdict,
            ),
        )
        return [options[label] for label in chosen]

    @property
    def _replays(self) -> bool:
        return self._position < len(self._answers)

    def _withdrawn_answer(self, message: str) -> Any:  # noqa: ANN401 - a line, a label or labels
        """Return what Esc took back of the question, or None."""
        if self._replays:
            return None
        answers = (answer.value for answer in self._withdrawn if answer.message == message)
        return next(answers, None)

    def _instruction(self, text: str) -> str:
        return f"({text}; Esc goes back)" if self._answers else f"({text})"

    def _ask(self, message: str, build: Callable[[], questionary.Question]) -> Any:  # noqa: ANN401 - a line, a label or labels
        if not self._replays:
            try:
                value = _answer_of(build(), can_go_back=bool(self._answers))
            except _Back as back:
                if back.typed:
                    self._forget(message)
                    self._withdrawn.insert(0, _Answer(message, back.typed))
                raise
            self._forget(message)
            self._answers.append(_Answer(message, value))
            self._prints = True
        self._position += 1
        return self._answers[self._position - 1].value

    def _forget(self, message: str) -> None:
        """Drop the withdrawn answer of a question, and those before it: they were not asked."""
        for position, answer in enumerate(self._withdrawn):
            if answer.message == message:
                del self._withdrawn[: position + 1]
                return


def choose_once(message: str, options: Mapping[str, T]) -> T:
    """Ask for one of the options, outside of a conversation."""
    return Prompter(report.console()).choose(message, options)


def words(line: str) -> list[str]:
    """Split a comma-separated list."""
    return [word.strip() for word in line.split(",") if word.strip()]


def _answer_of(question: questionary.Question, *, can_go_back: bool) -> Any:  # noqa: ANN401 - a line, a label or labels
    application = question.application
    bindings = [application.key_bindings] if application.key_bindings else []
    application.key_bindings = merge_key_bindings([*bindings, _ways_out(can_go_back=can_go_back)])
    application.timeoutlen = application.ttimeoutlen = _ESCAPE_TIMEOUT
    try:
        return question.unsafe_ask()
    except _Back:
        # What was typed after Esc was not meant for the question that it leads to.
        clear_typeahead(application.input)
        raise
    except EOFError:
        raise Leave from None


def _ways_out(*, can_go_back: bool) -> KeyBindings:
    """Return the keys that end a question without an answer."""
    own = KeyBindings()

    @own.add("c-c", eager=True)
    def _leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=Leave(), style="class:aborting")

    if can_go_back:
        # With Enter at once, it would be Alt+Enter, which answers with the hidden line of a menu.
        @own.add("escape", "enter", eager=True)
        @own.add("escape")
        def _go_back(event: KeyPressEvent) -> None:
            event.app.erase_when_done = True
            event.app.exit(exception=_Back(event.current_buffer.text))
            # Keys that were pressed with Esc would end the question again, which is an error.
            event.key_processor.key_buffer.clear()

    return own
