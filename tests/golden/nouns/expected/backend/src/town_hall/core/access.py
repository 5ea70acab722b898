"""Access control: the single place that evaluates the access words of scaffold.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from .problems import Forbidden, NotFound

Rule = frozenset[str]

PUBLIC = "public"
SIGNED_IN = "signed-in"
OWNER = "owner"

_WORDS = frozenset({PUBLIC, SIGNED_IN, OWNER})


@dataclass(frozen=True)
class Caller:
    """The caller of a request; `id` is None for a caller who has not signed in."""

    id: str | None = None
    groups: frozenset[str] = frozenset()

    @property
    def owner(self) -> str:
        """The owner recorded on what the caller creates."""
        return self.id or "anonymous"

    def may(self, rule: Rule, owner: str | None = None) -> bool:
        """Return True if one of the rule's words covers the caller; `owner` is the item's owner."""
        if PUBLIC in rule:
            return True
        if self.id is None:
            return False
        if SIGNED_IN in rule or (OWNER in rule and self.id == owner):
            return True
        return bool(self.groups & (rule - _WORDS))


@dataclass(frozen=True, kw_only=True)
class Access:
    """The access rules of a model or a bucket."""

    read: Rule
    create: Rule
    update: Rule = frozenset()
    delete: Rule

    @property
    def beyond_owner(self) -> bool:
        """True if anyone besides the owner may read."""
        return self.read != {OWNER}

    def listed_owner(self, caller: Caller, asked: str | None = None) -> str | None:
        """Return the owner to filter a list by, or None for everyone's items."""
        if caller.may(self.read):
            return asked
        if OWNER in self.read and caller.id is not None and asked in {None, caller.id}:
            return caller.id
        raise Forbidden("You may not list these.")

    def require_create(self, caller: Caller) -> None:
        """Raise Forbidden unless the caller may create."""
        require(self.create, caller)

    def require_read(self, caller: Caller, owner: str) -> None:
        """Raise NotFound unless the caller may read."""
        if not caller.may(self.read, owner):
            raise NotFound

    def require_update(self, caller: Caller, owner: str) -> None:
        """Raise Forbidden, or NotFound, unless the caller may update."""
        self._require_change(self.update, caller, owner)

    def require_delete(self, caller: Caller, owner: str) -> None:
        """Raise Forbidden, or NotFound, unless the caller may delete."""
        self._require_change(self.delete, caller, owner)

    def _require_change(self, rule: Rule, caller: Caller, owner: str) -> None:
        # A caller who may not read must not learn that the item exists.
        if not caller.may(rule, owner):
            self.require_read(caller, owner)
            raise Forbidden("You may not do this.")


def rule(*words: str) -> Rule:
    """Return a rule that is satisfied by any of the words."""
    return frozenset(words)


def require(rule: Rule, caller: Caller) -> None:
    """Raise Forbidden unless the rule covers the caller."""
    if not caller.may(rule):
        raise Forbidden("You may not do this.")


def caller(event: APIGatewayProxyEventV2) -> Caller:
    """Return the caller that API Gateway's authorizer verified."""
    authorizer = event.request_context.authorizer
    claims: Mapping[str, str] = authorizer.jwt_claim if authorizer else {}
    # API Gateway passes the list of groups as one string: "[admins editors]".
    groups = claims.get("cognito:groups", "").strip("[]").split()
    return Caller(claims.get("sub"), frozenset(groups))
