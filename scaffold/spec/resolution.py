"""The context of a resolution: facts about the whole document, and the errors so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from scaffold.errors import Problem
from scaffold.names import Identifier, Name, suggestion
from scaffold.spec.access import Rule
from scaffold.spec.grammar import ACCESS_WORDS, FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Path: TypeAlias = tuple[str | int, ...]


@dataclass(slots=True)
class Resolution:
    """A document on its way to a spec, and the problems found so far.

    `groups` has the names of groups, each with the word for it in people's tokens.
    """

    has_auth: bool
    groups: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def add_error(self, path: Path, message: str, *, on_key: bool = False) -> None:
        """Note a problem and go on, so that users see all of them at once."""
        self.problems.append(Problem(path, message, on_key))

    def rule(self, path: Path, words: list[str] | None, default: str) -> Rule:
        """Return the access rule that is written, or its default."""
        if words is None:
            return Rule((Identifier(default),))
        self._check_words(path, words, ["public"], ACCESS_WORDS)
        return self._rule(words)

    def field_rule(self, path: Path, words: list[str] | None) -> Rule | None:
        """Return who may do something with a field, besides functions, which always may.

        None stands for whoever may do it with the item, and for words that are wrong.
        """
        before = len(self.problems)
        if words is None:
            return None
        self._check_words(path, words, [FUNCTIONS, "public"], [FUNCTIONS, *ACCESS_WORDS])
        people = [word for word in words if word != FUNCTIONS]
        is_wrong = len(self.problems) > before
        return None if is_wrong or "public" in people else self._rule(people)

    def _check_words(
        self, path: Path, words: list[str], without_auth: list[str], always: Sequence[str]
    ) -> None:
        known = [*always, *self.groups]
        for word in words:
            if not self.has_auth and word not in without_auth:
                instead = " or ".join(without_auth)
                self.add_error(path, f'"{word}" needs sign-in: add auth, or write {instead}')
            elif word not in known:
                self.add_error(path, f'no access word or group "{word}"{suggestion(word, known)}')
        if len(set(words)) < len(words):
            self.add_error(path, "lists the same word twice")

    def _rule(self, words: list[str]) -> Rule:
        return Rule(tuple(Identifier(self.groups.get(word, word)) for word in words))

    def read_rule(self, path: Path, words: list[str] | None) -> Rule:
        """Return who may read: by default the owner or, without sign-in, everybody."""
        return self.rule(path, words, "owner" if self.has_auth else "public")

    def write_rule(self, path: Path, words: list[str] | None, default: str = "owner") -> Rule:
        """Return who may write; without sign-in it must be written out.

        Nobody gets an anonymous write by leaving a line out.
        """
        if words is None and not self.has_auth:
            entity, operation = path[:-2], path[-1]
            message = f"without auth, write out access.{operation}: {operation}: public"
            self.add_error(entity, message, on_key=True)
        return self.rule(path, words, default)

    def create_rule(self, path: Path, words: list[str] | None) -> Rule:
        """Return who may create; whoever does is the owner, so `owner` means signed-in."""
        rule = self.write_rule(path, words, "signed-in")
        given = (Identifier("signed-in") if word == "owner" else word for word in rule.words)
        return Rule(tuple(dict.fromkeys(given)))

    def check_readable(self, path: Path, read: Rule, create: Rule) -> None:
        """Add an error if visitors create what nobody can read, as they own nothing."""
        if self.has_auth and create.public and not read.beyond_owner:
            reader = next(iter(self.groups), "signed-in")
            message = (
                "what a visitor creates has no owner, and only the owner may read: write"
                f" create: signed-in, or read: [owner, {reader}]"
            )
            self.add_error(path, message)

    def check_repeats(self, path: Path, names: list[str]) -> None:
        """Add an error for each name in a list that it has before."""
        for position, name in enumerate(names):
            if name in names[:position]:
                self.add_error((*path, position), f'"{name}" is listed twice')

    def check_distinct(self, path: Path, names: Iterable[str]) -> None:
        """Add an error for each key that differs from another by no more than case or plural."""
        seen: dict[str, str] = {}
        for name in names:
            plain = Name(name).singular.replace("_", "")
            if plain in seen:
                message = f'too like "{seen[plain]}": names must differ by more than case or plural'
                self.add_error((*path, name), message, on_key=True)
            seen.setdefault(plain, name)
