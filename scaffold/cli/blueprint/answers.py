"""The answers to a blueprint's questions that a person gives beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scaffold.cli.terminal import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers to a blueprint's questions.

    `fixed` answers are not asked; `defaults` replace the blueprint's own. With `ask`, the person
    answers the rest.
    """

    fixed: Mapping[str, str]
    defaults: Mapping[str, str]
    ask: bool


def answers_of(overrides: list[str]) -> dict[str, str]:
    """Return the values of `--set key=value` by key, including dotted keys."""
    pairs = [override.partition("=") for override in overrides]
    for key, equals, _ in pairs:
        if not equals or not key:
            raise UsageError(f"--set {key}{equals}: write key=value")
    return {key: value for key, _, value in pairs}
