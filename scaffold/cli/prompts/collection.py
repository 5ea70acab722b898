"""Named entries of a mapping: models, their fields, buckets, functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from scaffold.cli.prompts.naming import to_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from scaffold.cli.prompts.draft import Draft
    from scaffold.cli.prompts.prompter import Prompter

    Step: TypeAlias = Callable[[Prompter, Draft], Draft]


@dataclass(frozen=True, slots=True)
class Collection:
    """The entries at a path, and how to ask for one.

    `example` is a typical name. The wizard of `scaffold new` asks for collections in the order of
    `step`: what others refer to comes first. Where `required`, `example` is the default of the
    first entry. `minimal` returns the smallest valid entry, which checks a name before there is
    anything else. The `container` is the entity that the entries belong to, if any. While there are
    none, `ask_first` offers a start, and returns None if the person wants to name entries instead.
    """

    path: tuple[str, ...]
    noun: str
    example: str
    separator: Literal["-", "_"]
    minimal: Callable[[Draft], object]
    ask: Callable[[Prompter, Draft, str], Draft]
    step: int = 0
    required: bool = False
    container: str = ""
    ask_first: Callable[[Prompter, Draft], Draft | None] | None = None

    def ask_all(self, prompter: Prompter, draft: Draft) -> Draft:
        """Ask for entries until Enter; the name of an existing entry changes or removes it."""
        if self.ask_first and not draft.at(*self.path):
            answered = self.ask_first(prompter, draft)
            if answered is not None:
                return answered
        while True:
            if draft.spec is not None:
                prompter.reach(draft.document)
            names = list(draft.at(*self.path, default={}))
            name = self._ask_name(prompter, draft, names)
            if not name:
                return draft
            if name in names and self._ask_removal(prompter, draft, name):
                draft = draft.drop(*self.path, name)
            else:
                draft = self.ask(prompter, draft, name)

    def name_problem(self, draft: Draft, typed: str) -> str | None:
        """Return why a new entry cannot have the name that `typed` becomes."""
        name = to_name(typed, self.separator)
        return draft.problem_with(self.minimal(draft), *self.path, name)

    def converted(self, prompter: Prompter, typed: str) -> str:
        """Return the name that `typed` becomes, and tell the person if it differs."""
        name = to_name(typed, self.separator)
        if name != typed:
            prompter.note(f"Using the name {name}")
        return name

    def _ask_name(self, prompter: Prompter, draft: Draft, names: list[str]) -> str:
        def check(typed: str) -> str | None:
            known = to_name(typed, self.separator) in names
            return None if known else self.name_problem(draft, typed)

        noun, example = self.noun, self.example
        target = f" to {self.container}" if self.container else ""
        if names:
            message = (
                f"Add a {noun}{target} (Enter when done)."
                f" Type an existing name to change or remove it ({', '.join(names)}):"
            )
            typed = prompter.text(message, check, optional=True)
        elif self.required:
            typed = prompter.text(
                f"What is the first {noun} of {self.container} called?", check, example
            )
        else:
            message = f"Add a {noun}, such as {example} (Enter for none):"
            typed = prompter.text(message, check, optional=True)
        return self.converted(prompter, typed) if typed else ""

    def _ask_removal(self, prompter: Prompter, draft: Draft, name: str) -> bool:
        """Ask if an existing entry is to go; without asking, if the spec needs it."""
        if self.required and list(draft.at(*self.path)) == [name]:
            prompter.note(f"Changing {name}, the only {self.noun} of {self.container}")
            return False
        if problem := draft.problem_without(*self.path, name):
            prompter.note(f"Changing {name}, which cannot be removed: {problem}")
            return False
        options = {f"Change {name}": False, f"Remove {name}": True}
        return prompter.choose(f"{name} already exists. Change or remove it?", options)
