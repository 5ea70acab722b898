"""The stacks that samconfig.toml deploys: which are added, and which are orphaned."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

StackAction: TypeAlias = Literal["added", "orphaned"]


class ConfigError(ScaffoldError):
    """A samconfig.toml that cannot be read."""


class Stack(NamedTuple):
    """A stack; without a region, AWS's own settings choose it."""

    name: str
    region: str | None


@dataclass(frozen=True, slots=True)
class StackChange:
    """A change to a stack; `orphaned` means that nothing deploys to it any more."""

    name: str
    region: str | None
    action: StackAction
    warning: str | None = None


def read_stacks(config: str) -> tuple[Stack, ...]:
    """Return the stacks that `sam deploy` is configured for; raises ConfigError."""
    try:
        document = tomllib.loads(config)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"samconfig.toml: invalid TOML: {error}") from error
    except RecursionError as error:
        raise ConfigError("samconfig.toml: nested too deeply") from error
    return tuple(dict.fromkeys(_stacks(document)))


def stack_changes(old: Collection[Stack], new: Collection[Stack]) -> tuple[StackChange, ...]:
    """Return the added stacks, then the orphaned ones."""
    added = [StackChange(*stack, "added") for stack in new if stack not in old]
    orphaned = [
        StackChange(*stack, "orphaned", _orphan_warning(stack, has_successor=bool(added)))
        for stack in old
        if stack not in new
    ]
    return (*added, *orphaned)


def keeps_a_stack(old: Collection[Stack], new: Collection[Stack]) -> bool:
    """Return True if a deployment still updates one of the old stacks, or there was none."""
    return not old or not set(old).isdisjoint(new)


def _stacks(document: dict[str, Any]) -> Iterator[Stack]:
    for environment in document.values():
        match environment:
            case {"deploy": {"parameters": {"stack_name": str(name), **parameters}}}:
                region = parameters.get("region")
                yield Stack(name, region if isinstance(region, str) else None)
            case _:
                pass


def _orphan_warning(stack: Stack, *, has_successor: bool) -> str:
    command = f"sam delete --stack-name {stack.name}"
    if stack.region:
        command = f"{command} --region {stack.region}"
    successor = (
        " The new stack starts without users, items and objects: revert the change to keep them,"
        " or move them first."
    )
    return (
        "Nothing deploys to this stack any more. If it exists it stays in your account, with its"
        f" data; delete it with `{command}`.{successor if has_successor else ''}"
    )
