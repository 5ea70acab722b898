"""The stacks that samconfig.toml names: which are new, and which no deployment reaches any more."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

StackAction: TypeAlias = Literal["added", "orphaned"]


class ConfigError(ScaffoldError):
    """A text that is no configuration of SAM."""


class Stack(NamedTuple):
    """A stack in the cloud; without a region it is in the one that a person's own settings name."""

    name: str
    region: str | None


@dataclass(frozen=True, slots=True)
class StackChange:
    """What happens to a stack; `orphaned` is one that nothing deploys to any more."""

    name: str
    region: str | None
    action: StackAction
    warning: str | None = None


def read_stacks(config: str) -> tuple[Stack, ...]:
    """The stacks that `sam deploy` is configured for; raises ConfigError for what is not TOML."""
    try:
        document = tomllib.loads(config)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"samconfig.toml: not TOML: {error}") from error
    return tuple(dict.fromkeys(_stacks(document)))


def stack_changes(old: Collection[Stack], new: Collection[Stack]) -> tuple[StackChange, ...]:
    """What becomes of the stacks: the new ones first, then those that are left behind."""
    added = [StackChange(*stack, "added") for stack in new if stack not in old]
    orphaned = [
        StackChange(*stack, "orphaned", _left_behind(stack, has_successor=bool(added)))
        for stack in old
        if stack not in new
    ]
    return (*added, *orphaned)


def keeps_a_stack(old: Collection[Stack], new: Collection[Stack]) -> bool:
    """Whether a deployment still reaches a stack that it reached before, if there was one."""
    return not old or not set(old).isdisjoint(new)


def _stacks(document: dict[str, Any]) -> Iterator[Stack]:
    for environment in document.values():
        match environment:
            case {"deploy": {"parameters": {"stack_name": str(name), **parameters}}}:
                region = parameters.get("region")
                yield Stack(name, region if isinstance(region, str) else None)
            case _:
                pass


def _left_behind(stack: Stack, *, has_successor: bool) -> str:
    command = f"sam delete --stack-name {stack.name}"
    if stack.region:
        command = f"{command} --region {stack.region}"
    lost = (
        " A new stack starts without users, items and objects: take the change back to keep"
        " these, or move them first."
    )
    return (
        "Nothing deploys to it any more. If it is in the cloud it stays there, with its data,"
        f" until {command}.{lost if has_successor else ''}"
    )
