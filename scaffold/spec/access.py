"""Who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scaffold.spec.vocabulary import ACCESS_WORDS

if TYPE_CHECKING:
    from scaffold.names import Identifier


@dataclass(frozen=True, slots=True)
class Rule:
    """The words of one access rule, as written: any of them suffices."""

    words: tuple[Identifier, ...]

    @property
    def public(self) -> bool:
        """Whether nobody needs to sign in."""
        return "public" in self.words

    @property
    def signed_in(self) -> bool:
        """Whether every user may."""
        return "signed-in" in self.words

    @property
    def owner(self) -> bool:
        """Whether the owner of the item may."""
        return "owner" in self.words

    @property
    def groups(self) -> tuple[Identifier, ...]:
        """The groups whose members may."""
        return tuple(word for word in self.words if word not in ACCESS_WORDS)

    @property
    def needs_group(self) -> bool:
        """Whether only the members of some group may."""
        return len(self.groups) == len(self.words)

    @property
    def beyond_owner(self) -> bool:
        """Whether somebody besides the owner may."""
        return set(self.words) != {"owner"}


@dataclass(frozen=True, slots=True)
class Access:
    """The rules of a model or bucket; a bucket's objects are never updated."""

    read: Rule
    create: Rule
    update: Rule
    delete: Rule
