"""Who may do what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scaffold.names import Identifier
from scaffold.spec.grammar import ACCESS_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable


class Role(NamedTuple):
    """A person's relation to an item, and the access words that cover it."""

    name: Identifier
    words: frozenset[str]


def roles(groups: Iterable[str]) -> tuple[Role, ...]:
    """Return the roles: an anonymous visitor, the owner, another user, a member of each group."""
    return (
        Role(Identifier("nobody"), frozenset({"public"})),
        Role(Identifier("owner"), frozenset(ACCESS_WORDS)),
        Role(Identifier("somebody else"), frozenset({"public", "signed-in"})),
        *(
            Role(Identifier(f"member of {group}"), frozenset({"public", "signed-in", group}))
            for group in groups
        ),
    )


class Rule(NamedTuple):
    """The words of an access rule, as written: any of them suffices."""

    words: tuple[Identifier, ...]

    @property
    def public(self) -> bool:
        """True if nobody needs to sign in."""
        return "public" in self.words

    @property
    def signed_in(self) -> bool:
        """True if every user has access."""
        return "signed-in" in self.words

    @property
    def owner(self) -> bool:
        """True if the owner of the item has access."""
        return "owner" in self.words

    @property
    def groups(self) -> tuple[Identifier, ...]:
        """The groups whose members have access."""
        return tuple(word for word in self.words if word not in ACCESS_WORDS)

    @property
    def needs_group(self) -> bool:
        """True if only the members of groups have access."""
        return len(self.groups) == len(self.words)

    @property
    def can_forbid_users(self) -> bool:
        """True if a signed-in user may be denied access."""
        return not (self.public or self.signed_in)

    def covers(self, role: Role) -> bool:
        """Return True if a role has access."""
        return not role.words.isdisjoint(self.words)

    @property
    def beyond_owner(self) -> bool:
        """True if anybody besides the owner has access."""
        return set(self.words) != {"owner"}


class Access(NamedTuple):
    """The access rules of a model or bucket; the objects of a bucket are never updated."""

    read: Rule
    create: Rule
    update: Rule
    delete: Rule

    @property
    def rules(self) -> tuple[tuple[Identifier, Rule], ...]:
        """The operations on an item, each with its rule."""
        return (
            (Identifier("read"), self.read),
            (Identifier("create"), self.create),
            (Identifier("update"), self.update),
            (Identifier("delete"), self.delete),
        )

    @property
    def object_rules(self) -> tuple[tuple[Identifier, Rule], ...]:
        """The operations on an object, each with its rule."""
        return tuple((action, rule) for action, rule in self.rules if action != "update")
