"""Who may do what: the access words of scaffold.yaml are decided here and nowhere else."""

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
    """Who makes a request; somebody who has not signed in has no id."""

    id: str | None = None
    groups: frozenset[str] = frozenset()

    @property
    def owner(self) -> str:
        """Whose the things are that the caller makes."""
        return self.id or "anonymous"

    def may(self, rule: Rule, owner: str | None = None) -> bool:
        """Whether one of the rule's words covers the caller, given whose the thing is."""
        if PUBLIC in rule:
            return True
        if self.id is None:
            return False
        if SIGNED_IN in rule or (OWNER in rule and self.id == owner):
            return True
        return bool(self.groups & (rule - _WORDS))


@dataclass(frozen=True, kw_only=True)
class Access:
    """The rules of a model or a bucket."""

    read: Rule
    create: Rule
    update: Rule = frozenset()
    delete: Rule

    @property
    def beyond_owner(self) -> bool:
        """Whether somebody besides the owner may read."""
        return self.read != {OWNER}

    def listed_owner(self, caller: Caller, asked: str | None = None) -> str | None:
        """Whose things a list shows: those asked for, or the caller's own; None for everybody's."""
        if caller.may(self.read):
            return asked
        if OWNER in self.read and caller.id is not None and asked in {None, caller.id}:
            return caller.id
        raise Forbidden("You may not list these.")

    def require_create(self, caller: Caller) -> None:
        """Refuse a caller who may not create."""
        require(self.create, caller)

    def require_read(self, caller: Caller, owner: str) -> None:
        """Hide what the caller may not read."""
        if not caller.may(self.read, owner):
            raise NotFound

    def require_update(self, caller: Caller, owner: str) -> None:
        """Refuse a caller who may not update."""
        self._require_change(self.update, caller, owner)

    def require_delete(self, caller: Caller, owner: str) -> None:
        """Refuse a caller who may not delete."""
        self._require_change(self.delete, caller, owner)

    def _require_change(self, rule: Rule, caller: Caller, owner: str) -> None:
        # Who may not even read is not told that there is something.
        if not caller.may(rule, owner):
            self.require_read(caller, owner)
            raise Forbidden("You may not do this.")


def rule(*words: str) -> Rule:
    """The rule that any of the words suffices."""
    return frozenset(words)


def require(rule: Rule, caller: Caller) -> None:
    """Refuse a caller whom the rule does not cover."""
    if not caller.may(rule):
        raise Forbidden("You may not do this.")


def caller(event: APIGatewayProxyEventV2) -> Caller:
    """Who makes the request, as the gateway's authorizer has verified it."""
    authorizer = event.request_context.authorizer
    claims: Mapping[str, str] = authorizer.jwt_claim if authorizer else {}
    # The gateway hands a list of groups on as one string: "[admins editors]".
    groups = claims.get("cognito:groups", "").strip("[]").split()
    return Caller(claims.get("sub"), frozenset(groups))
