"""The local cloud: an application with all that it needs, from its template, on this computer."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import httpx

from scaffold.errors import ScaffoldError
from scaffold.local import reload
from scaffold.local.activity import Invocation
from scaffold.local.application import Application
from scaffold.local.dashboard.contents import Contents
from scaffold.local.deployment import deploying, planning
from scaffold.local.deployment.data_loss import DataLossError
from scaffold.local.deployment.stacks import Clients
from scaffold.local.functions.errors import LambdaError
from scaffold.local.functions.invocation import rejected
from scaffold.local.gateway.api_definitions import read_apis
from scaffold.local.gateway.app import Gateway
from scaffold.local.invocation import InvocationResult

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from scaffold.local.activity import ActivityLog
    from scaffold.local.application import Function, Json
    from scaffold.local.deployment.planning import DeploymentPlan
    from scaffold.local.emulation import Emulation
    from scaffold.local.events.event_sources import EventSources
    from scaffold.local.functions.service import Functions
    from scaffold.local.reload import SavedFiles
    from scaffold.local.servers import ApiServers

# The parameter of a generated template that says where the frontend is served from.
ORIGIN_PARAMETER: Final = "AppOrigin"


@dataclass(frozen=True, slots=True)
class ApplicationSource:
    """Where an application comes from: its folder, a stage, the origin of its pages if any.

    `work` is a folder for what deploying needs to write; `endpoint` tells an API's address.
    """

    root: Path
    work: Path
    stage: str | None
    origin: str | None
    endpoint: Callable[[str], str]

    def plan(self) -> DeploymentPlan:
        """What the template asks for now; blocks."""
        return planning.plan_deployment(
            self.root,
            stage=self.stage,
            overrides={} if self.origin is None else {ORIGIN_PARAMETER: self.origin},
            api_endpoint=self.endpoint,
        )


@dataclass(frozen=True, slots=True)
class Invoker:
    """Calls functions; where Lambda would not run one, the outcome is its refusal."""

    functions: Functions
    emulation: Emulation

    async def invoke_or_reject(
        self, function: str, payload: bytes, *, trigger: str
    ) -> InvocationResult:
        """Invoke a function by its name or ARN and wait for the result."""
        try:
            return await self.functions.invoke(function, payload, trigger=trigger)
        except LambdaError as error:
            return rejected(error.code, str(error))

    async def may_invoke(self, role_arn: str, function_arn: str) -> bool:
        """Whether a role may call a function."""
        emulator = self.emulation.current
        return await emulator.role_may(role_arn, "lambda:InvokeFunction", function_arn)


@dataclass(frozen=True, slots=True)
class Components:
    """What runs an application."""

    emulation: Emulation
    functions: Functions
    invoker: Invoker
    events: EventSources
    apis: ApiServers


class LocalCloud:
    """A running application: deployed, invoked, watched and deployed again."""

    def __init__(
        self, source: ApplicationSource, components: Components, activity: ActivityLog
    ) -> None:
        self.activity = activity
        self.application = Application("", "")
        self.urls: dict[str, str] = {}
        # Where AWS's Lambda API answers, which the emulator leaves to us.
        self.lambda_url = ""
        # Set when scaffold.yaml has been saved; whoever acts on it clears it.
        self.spec_saved = asyncio.Event()
        self.contents = Contents(components.emulation.client)
        # Called after each deployment: what was told to others may be another now.
        self.publish: Callable[[], None] = lambda: None
        self.source = source
        self._components = components
        self._deploying = asyncio.Lock()
        self._gateways: dict[str, Gateway] = {}
        # Those of earlier deployments that answer what they were asked before.
        self._draining: list[Gateway] = []
        self._http = httpx.AsyncClient(trust_env=False)

    @property
    def endpoint(self) -> str:
        """Where the AWS APIs answer."""
        return self._components.emulation.current.endpoint

    @property
    def administrator(self) -> Mapping[str, str]:
        """The environment variables that make a process one that may do everything."""
        return self._components.emulation.current.administrator

    def api_urls(self) -> dict[str, str]:
        """Where the HTTP APIs answer, by label."""
        apis = self.application.apis
        return {
            "API" if len(apis) == 1 else f"API {api.logical_id}": self._components.apis.endpoint(
                api.logical_id
            )
            + ("" if api.stage == "$default" else f"/{api.stage}")
            for api in apis
        }

    async def aclose(self) -> None:
        """End the requests that are being answered."""
        for gateway in (*self._gateways.values(), *self._draining):
            await gateway.aclose()
        await self._http.aclose()

    async def deploy(self, plan: DeploymentPlan, *, accept_loss: bool = False) -> None:
        """Deploy a plan and run what it asks for; raises DataLossError before data is lost."""
        async with self._deploying:
            emulator = self._components.emulation.current
            application = await asyncio.to_thread(
                deploying.deploy,
                plan,
                Clients(emulator.endpoint, emulator.client),
                read_apis,
                work=self.source.work,
                accept_loss=accept_loss,
            )
            await self._components.functions.update(application.functions)
            await self._serve(application)
            for warning in application.warnings:
                if warning not in self.application.warnings:
                    self.activity.notice(warning, level="warning", topic="template")
            self.application = application
            await self._components.events.update(application)
            self.publish()

    async def _serve(self, application: Application) -> None:
        former = (*self._draining, *self._gateways.values())
        self._gateways = {
            api.logical_id: Gateway(api, self.invoke_function, self._fetch_keys, self.activity)
            for api in application.apis
        }
        await self._components.apis.update(self._gateways)
        self._draining = [gateway for gateway in former if gateway.is_busy]

    async def redeploy(self, *, accept_loss: bool = False) -> None:
        """Deploy the template as it is now, or say why that is not possible; data is kept."""
        started = time.perf_counter()
        try:
            plan = await asyncio.to_thread(self.source.plan)
            await self.deploy(plan, accept_loss=accept_loss)
        except DataLossError as error:
            text = f"Not deployed, to keep the data: {error} Restart scaffold dev to accept this."
            self.activity.notice(text, level="error", topic="deploy")
        except ScaffoldError as error:
            self.activity.notice(f"Not deployed: {error}", level="error", topic="deploy")
        except Exception as error:  # noqa: BLE001 - the next save must be acted on all the same
            self.activity.notice(f"Not deployed: {error!r}", level="error", topic="deploy")
        else:
            took = time.perf_counter() - started
            self.activity.notice(f"Deployed in {took:.1f} s", topic="deploy")

    async def resume(self) -> None:
        """Go on with an emulator that has been restarted."""
        await self.redeploy()
        await self._components.functions.recycle(
            [function.code for function in self.application.functions]
        )
        self._components.events.wake()

    async def wake_readers(self) -> None:
        """Have streams read after every invocation, which may have written to a table."""
        with self.activity.subscribe() as records:
            async for record in records:
                if isinstance(record, Invocation):
                    self._components.events.wake()

    async def reload_on_save(self) -> None:
        """Act on what is saved in the project, until cancelled."""
        template = planning.find_template(self.source.root)
        async for saved in reload.watch(self.source.root, template):
            await self._apply(saved)

    async def _apply(self, saved: SavedFiles) -> None:
        if saved.code:
            started = time.perf_counter()
            try:
                names = await self._components.functions.recycle(saved.code)
            except ScaffoldError as error:
                self.activity.notice(str(error), level="error", topic="reload")
                names = ()
            if names:
                took = (time.perf_counter() - started) * 1000
                self.activity.notice(
                    f"Reloaded {len(names)} function{'s' if len(names) > 1 else ''}"
                    f" in {took:.0f} ms",
                    topic="reload",
                )
        if saved.template:
            await self.redeploy()
        if saved.spec:
            self.spec_saved.set()

    async def invoke_function(
        self, function: str, payload: bytes, *, trigger: str
    ) -> InvocationResult:
        """Call a function by its name, its logical id or its ARN, and wait."""
        return await self._components.invoker.invoke_or_reject(function, payload, trigger=trigger)

    async def send_async(self, function: Function, payload: bytes) -> None:
        """Put an event into a function's inbox."""
        await self._components.events.invoke_async(function.arn, payload, "async")

    async def fire(self, schedule: str) -> None:
        """Let a schedule happen now; raises ScaffoldError for an unknown one."""
        await self._components.events.fire(schedule)

    def next_due(self, schedule: str) -> datetime | None:
        """When a schedule, by its logical id, happens next."""
        return self._components.events.scheduler.next_due(schedule)

    async def mails(self) -> list[dict[str, Any]]:
        """What has been mailed, the oldest first."""
        return [
            {"at": mail.at, "to": ", ".join(mail.to), "subject": mail.subject, "text": mail.body}
            for mail in await self._components.emulation.current.mails()
        ]

    async def _fetch_keys(self, issuer: str) -> Json:
        """The keys of a user pool, which the emulator has, whatever the issuer's host."""
        pool = issuer.rstrip("/").rpartition("/")[2]
        url = f"{self._components.emulation.current.endpoint}/{pool}/.well-known/jwks.json"
        keys: Json = (await self._http.get(url)).raise_for_status().json()
        return keys
