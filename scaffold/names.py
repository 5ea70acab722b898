"""Names: the spellings of an identifier, and the nearest of several."""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import TYPE_CHECKING

import inflection

if TYPE_CHECKING:
    from collections.abc import Iterable

# YAML 1.1, which PyYAML reads, has these for booleans and null.
_YAML_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_WORD = re.compile(r"[^A-Za-z0-9]+")


# Each tries a hundred expressions on a word.
_pluralize = cache(inflection.pluralize)
_singularize = cache(inflection.singularize)


class Identifier(str):
    """Text from an allow-list of characters: it cannot break out of any place it is put in."""

    __slots__ = ()

    def __html__(self) -> Identifier:
        """Tell the template engine that the text needs no quoting."""
        return self

    @property
    def yaml(self) -> Identifier:
        """`title`, but `"on"`: a key or value that every YAML reader takes for text."""
        return Identifier(f'"{self}"') if self.lower() in _YAML_WORDS else Identifier(self)


class Name(Identifier):
    """The name of an entity, in the spellings that the generated code needs."""

    __slots__ = ()

    @property
    def words(self) -> list[str]:
        """The lower-case words of the name."""
        return [word.lower() for word in _WORD.split(self) if word]

    @property
    def snake(self) -> Identifier:
        """`probe_video`: Python modules and functions."""
        return Identifier("_".join(self.words))

    @property
    def kebab(self) -> Identifier:
        """`probe-video`: URLs and files of the frontend."""
        return Identifier("-".join(self.words))

    @property
    def pascal(self) -> Identifier:
        """`ProbeVideo`: classes, components and CloudFormation's logical ids."""
        return Identifier("".join(word.capitalize() for word in self.words))

    @property
    def camel(self) -> Identifier:
        """`probeVideo`: TypeScript functions and operation ids."""
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
        return Name("_".join([*head, _pluralize(last)]))

    @property
    def singular(self) -> Name:
        """The English singular."""
        *head, last = self.words
        return Name("_".join([*head, _singularize(last)]))


def suggestion(wrong: str, known: Iterable[str]) -> str:
    """`; did you mean "…"?` with the nearest known name, or nothing."""
    nearest = difflib.get_close_matches(wrong, list(known), n=1, cutoff=0.6)
    return f'; did you mean "{nearest[0]}"?' if nearest else ""
