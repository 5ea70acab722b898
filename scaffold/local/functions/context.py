"""The settings and callbacks that functions run with."""

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
    """Limits on the resources that functions may use; times in seconds."""

    # Workers per function.
    workers: int = 10
    # Workers of all functions; each function may start its first one beyond this limit.
    total_workers: int = 32
    # Workers of a function that start concurrently: more would only slow each other down.
    starting: int = field(default_factory=lambda: max(2, os.cpu_count() or 2))
    # Prewarm one process per Python environment.
    prewarm: bool = True
    # Idle time after which a worker is stopped.
    idle: float = 300
    # Maximum age of a worker: its credentials expire after an hour.
    age: float = 45 * 60
    # Time to start, in addition to the function's own timeout.
    start: float = 10


@dataclass(frozen=True, slots=True)
class FunctionsContext:
    """The project at `root`, the cache directory, the activity log, and the functions' AWS access.

    `credentials` returns the AWS_ variables of a role's session; every function gets `variables`.
    """

    root: Path
    cache: Path
    activity: ActivityLog
    credentials: Callable[[str], Awaitable[Mapping[str, str]]]
    region: str = "us-east-1"
    variables: Mapping[str, str] = field(default_factory=dict)
    progress: Callable[[str], None] = lambda _: None
    limits: Limits = field(default_factory=Limits)
