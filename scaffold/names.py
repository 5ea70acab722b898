"""Names: the spellings of an identifier, English plurals, and "did you mean"."""

from __future__ import annotations

import difflib
import re
from functools import cache, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pluralizer import Pluralizer

# YAML 1.1 reads these as booleans or null.
_YAML_WORDS: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
# The share of matching letters from which two names are alike.
_ALIKE: Final = 0.6
# Each of thousands of wrong names would be compared with thousands.
_MOST_COMPARED: Final = 1000
_WORD: Final = re.compile(r"[^A-Za-z0-9]+")

# What developers say, where the library prefers Latin or a word that nobody uses.
_IRREGULAR: Final = (("lens", "lenses"), ("schema", "schemas"), ("virus", "viruses"))
_UNCOUNTABLE: Final = ("furniture", "luggage", "money")

_SEPARATORS: Final = re.compile("[-_]+")


class Identifier(str):
    """Text from an allow-list of characters, which needs no quoting wherever it is written."""

    __slots__ = ()

    def __html__(self) -> Identifier:
        """Mark the text as safe for the template engine."""
        return self

    @property
    def yaml(self) -> Identifier:
        """`title`, but `"on"`: a YAML key or value that every reader takes as text."""
        return Identifier(f'"{self}"') if self.lower() in _YAML_WORDS else Identifier(self)


class Name(Identifier):
    """The name of an entity, in every spelling that generated code uses."""

    __slots__ = ()

    @property
    def words(self) -> list[str]:
        """The words of the name, in lowercase."""
        return [word.lower() for word in _WORD.split(self) if word]

    @property
    def snake(self) -> Identifier:
        """`probe_video`: Python modules and functions."""
        return Identifier("_".join(self.words))

    @property
    def kebab(self) -> Identifier:
        """`probe-video`: URLs and frontend files."""
        return Identifier("-".join(self.words))

    @property
    def pascal(self) -> Identifier:
        """`ProbeVideo`: classes, components, and CloudFormation logical IDs."""
        return Identifier("".join(word.capitalize() for word in self.words))

    @property
    def camel(self) -> Identifier:
        """`probeVideo`: TypeScript functions and operation IDs."""
        first, *rest = self.words
        return Identifier(first + "".join(word.capitalize() for word in rest))

    @property
    def constant(self) -> Identifier:
        """`PROBE_VIDEO`: environment variables."""
        return Identifier(self.snake.upper())

    @property
    def label(self) -> Identifier:
        """`Probe video`: labels."""
        return Identifier(self.phrase.capitalize())

    @property
    def phrase(self) -> Identifier:
        """`probe video`: inside a sentence."""
        return Identifier(" ".join(self.words))

    @property
    def plural(self) -> Name:
        """The English plural, `probe_videos`."""
        *head, last = self.words
        return Name("_".join([*head, _plural(last)]))

    @property
    def singular(self) -> Name:
        """The English singular."""
        *head, last = self.words
        return Name("_".join([*head, _singular(last)]))


def humanize(word: str) -> str:
    """Return `in-review` as a person would write it: `In review`."""
    text = _SEPARATORS.sub(" ", word).strip() or word
    return f"{text[:1].upper()}{text[1:]}"


def common_length(parts: Sequence[str], others: Sequence[str]) -> int:
    """Count the first parts of two names or paths that are the same."""
    pairs = zip(parts, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like a wrong one, or None; None among too many."""
    names = tuple(known)
    return _nearest(wrong, names) if len(names) <= _MOST_COMPARED else None


@lru_cache(maxsize=1024)
def _nearest(wrong: str, known: tuple[str, ...]) -> str | None:
    alike = [name for name in known if _may_be_alike(wrong, name)]
    matches = difflib.get_close_matches(wrong, alike, n=1, cutoff=_ALIKE)
    return matches[0] if matches else None


def _may_be_alike(wrong: str, name: str) -> bool:
    """Return False if length or letters rule it out: for thousands of names, comparing is slow."""
    needed = _ALIKE * (len(wrong) + len(name)) / 2
    if min(len(wrong), len(name)) < needed:
        return False
    letters, others = _letters(wrong), _letters(name)
    shared = min(len(wrong) - len(letters - others), len(name) - len(others - letters))
    return shared >= needed


@lru_cache(maxsize=4096)
def _letters(text: str) -> frozenset[str]:
    return frozenset(text)


def suggestion(wrong: str, known: Iterable[str]) -> str:
    """Return `; did you mean "…"?` with the nearest known name, or an empty string."""
    name = nearest(wrong, known)
    return f'; did you mean "{name}"?' if name else ""


@cache
def _pluralizer() -> Pluralizer:
    from pluralizer import Pluralizer  # noqa: PLC0415 - start-up time

    rules = Pluralizer()  # type: ignore[no-untyped-call]  # the constructor has no annotation
    for singular, plural in _IRREGULAR:
        rules.add_irregular_rule(singular, plural)
    for word in _UNCOUNTABLE:
        rules.add_uncountable_rule(word)
    return rules


@cache
def _plural(word: str) -> str:
    return _pluralizer().plural(word)


@cache
def _singular(word: str) -> str:
    return _pluralizer().singular(word)
