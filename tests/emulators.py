"""The emulator that tests of the local cloud share."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scaffold.local.deployment import deploying, planning
from scaffold.local.deployment.stacks import Clients

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping
    from typing import Any, TypeVar

    from scaffold.local.activity import ActivityLog
    from scaffold.local.application import Application
    from scaffold.local.emulator.cloud import Emulator
    from scaffold.local.emulator.process import EmulatorProcess

    T = TypeVar("T")

TEMPLATES = Path(__file__).parent / "local" / "templates"


@dataclass(frozen=True)
class Bench:
    """A running emulator, and the event loop that it runs in."""

    emulator: Emulator
    process: EmulatorProcess
    journal: ActivityLog
    folder: Path
    loop: asyncio.AbstractEventLoop

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Return the result of a coroutine."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(60)

    def deploy(
        self,
        root: Path,
        *,
        accept_loss: bool = False,
        overrides: Mapping[str, str] | None = None,
        api_endpoint: Callable[[str], str] | None = None,
    ) -> Application:
        """Deploy a project."""
        plan = planning.plan_deployment(root, overrides=overrides, api_endpoint=api_endpoint)
        clients = Clients(self.emulator.endpoint, self.emulator.client)
        return deploying.deploy(
            plan, clients, no_apis, work=self.folder / "code", accept_loss=accept_loss
        )


def no_apis(*_: object) -> tuple[tuple[()], tuple[()]]:
    """Return no API: the gateway's tests read them."""
    return (), ()


def write_project(root: Path, template: str, files: Mapping[str, str] | None = None) -> Path:
    """Write a project with a template and other files; return its folder."""
    root.mkdir(parents=True, exist_ok=True)
    for name, text in {"template.yaml": template, **(files or {})}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root
