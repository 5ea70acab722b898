"""What functions need of the cloud around them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

    from scaffold.local.activity import ActivityLog


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of this computer functions may use; times in seconds."""

    # Processes of a function.
    workers: int = 10
    # Processes of all functions; beyond it, each function still has its first.
    total_workers: int = 32
    # Processes of a function that start at once: more would only take longer together.
    starting: int = field(default_factory=lambda: max(2, os.cpu_count() or 2))
    # Whether a process is started for each environment before it is needed.
    prewarm: bool = True
    # How long a process waits for an event before it is ended.
    idle: float = 300
    # How long a process serves: its credentials last an hour.
    age: float = 45 * 60
    # How long a process may take to start, before the function's own timeout counts.
    start: float = 10


@dataclass(frozen=True, slots=True)
class FunctionsContext:
    """The project at `root`, where to keep environments, whom to tell and whom to ask.

    `credentials` gives the AWS_ variables of a role's session; `variables` go to every function.
    """

    root: Path
    cache: Path
    activity: ActivityLog
    credentials: Callable[[str], Awaitable[Mapping[str, str]]]
    region: str = "us-east-1"
    variables: Mapping[str, str] = field(default_factory=dict)
    progress: Callable[[str], None] = lambda _: None
    limits: Limits = field(default_factory=Limits)
