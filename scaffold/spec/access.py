"""Who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scaffold.names import Identifier
from scaffold.spec.grammar import ACCESS_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody in regard to a thing, and the words that cover them."""

    name: Identifier
    words: frozenset[str]


def roles(groups: Iterable[str]) -> tuple[Role, ...]:
    """Nobody, the owner, somebody else and a member of each group."""
    return (
        Role(Identifier("nobody"), frozenset({"public"})),
        Role(Identifier("owner"), frozenset(ACCESS_WORDS)),
        Role(Identifier("somebody else"), frozenset({"public", "signed-in"})),
        *(
            Role(Identifier(f"member of {group}"), frozenset({"public", "signed-in", group}))
            for group in groups
        ),
    )


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
    def can_forbid_users(self) -> bool:
        """Whether somebody who has signed in may be told that they may not."""
        return not (self.public or self.signed_in)

    def covers(self, role: Role) -> bool:
        """Whether somebody in the role may."""
        return not role.words.isdisjoint(self.words)

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

    @property
    def rules(self) -> tuple[tuple[Identifier, Rule], ...]:
        """What is done to an item, and the rule of it."""
        return (
            (Identifier("read"), self.read),
            (Identifier("create"), self.create),
            (Identifier("update"), self.update),
            (Identifier("delete"), self.delete),
        )

    @property
    def object_rules(self) -> tuple[tuple[Identifier, Rule], ...]:
        """What is done to an object, and the rule of it."""
        return tuple((action, rule) for action, rule in self.rules if action != "update")
