"""The local cloud: deploys an application from its template, runs it, and reloads it on changes."""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import httpx

from scaffold.errors import ScaffoldError
from scaffold.local import migrating, reload
from scaffold.local.activity import Invocation
from scaffold.local.application import Application
from scaffold.local.dashboard.contents import Contents
from scaffold.local.dashboard.users import Users
from scaffold.local.deployment import deploying, planning
from scaffold.local.deployment.data_loss import DataLossError
from scaffold.local.deployment.stacks import Clients
from scaffold.local.functions.errors import LambdaError
from scaffold.local.functions.invocation import rejected
from scaffold.local.gateway.api_definitions import read_apis
from scaffold.local.gateway.app import Gateway

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
    from scaffold.local.invocation import InvocationResult
    from scaffold.local.reload import SavedFiles
    from scaffold.local.servers import ApiServers

# The parameter of generated templates for the frontend's origin.
ORIGIN_PARAMETER: Final = "AppOrigin"
# What takes longer is announced.
SILENT_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class ApplicationSource:
    """The project directory of an application, its stage, and the origin of its frontend if any.

    `work` is a directory for deployment files; `endpoint` returns the URL of an API by logical ID.
    """

    root: Path
    work: Path
    stage: str | None
    origin: str | None
    endpoint: Callable[[str], str]

    def plan(self) -> DeploymentPlan:
        """Return the deployment plan of the current template; blocks."""
        return planning.plan_deployment(
            self.root,
            stage=self.stage,
            overrides={} if self.origin is None else {ORIGIN_PARAMETER: self.origin},
            api_endpoint=self.endpoint,
        )


@dataclass(frozen=True, slots=True)
class Invoker:
    """Invokes functions; a rejection by Lambda is a result."""

    functions: Functions
    emulation: Emulation

    async def invoke_or_reject(
        self, function: str, payload: bytes, *, trigger: str
    ) -> InvocationResult:
        """Invoke a function by its name or ARN, and wait for the result."""
        try:
            return await self.functions.invoke(function, payload, trigger=trigger)
        except LambdaError as error:
            return rejected(error.code, str(error))

    async def may_invoke(self, role_arn: str, function_arn: str) -> bool:
        """Return True if a role may invoke a function."""
        emulator = self.emulation.current
        return await emulator.role_may(role_arn, "lambda:InvokeFunction", function_arn)


@dataclass(frozen=True, slots=True)
class Components:
    """The services that run an application."""

    emulation: Emulation
    functions: Functions
    invoker: Invoker
    events: EventSources
    apis: ApiServers


class LocalCloud:
    """A running application, which can be invoked and deployed again."""

    def __init__(
        self, source: ApplicationSource, components: Components, activity: ActivityLog
    ) -> None:
        self.activity = activity
        self.application = Application("", "")
        self.urls: dict[str, str] = {}
        # The URL of the Lambda API, which the emulator doesn't implement.
        self.lambda_url = ""
        # Set when scaffold.yaml has been saved; the consumer clears it.
        self.spec_saved = asyncio.Event()
        self.contents = Contents(components.emulation.client)
        self.users = Users(components.emulation.client)
        # Called after each deployment, which may change URLs and outputs.
        self.publish: Callable[[], None] = lambda: None
        self.source = source
        self._components = components
        self._deploying = asyncio.Lock()
        self._gateways: dict[str, Gateway] = {}
        # Gateways of earlier deployments, until their requests have ended.
        self._draining: list[Gateway] = []
        self._http = httpx.AsyncClient(trust_env=False)

    @property
    def endpoint(self) -> str:
        """The URL of the AWS APIs."""
        return self._components.emulation.current.endpoint

    @property
    def administrator(self) -> Mapping[str, str]:
        """The environment variables of a process with administrator permissions."""
        return self._components.emulation.current.administrator

    def api_urls(self) -> dict[str, str]:
        """Return the URLs of the HTTP APIs by label."""
        apis = self.application.apis
        return {
            "API" if len(apis) == 1 else f"API {api.logical_id}": self._components.apis.endpoint(
                api.logical_id
            )
            + ("" if api.stage == "$default" else f"/{api.stage}")
            for api in apis
        }

    async def aclose(self) -> None:
        """Cancel the requests in progress."""
        for gateway in (*self._gateways.values(), *self._draining):
            await gateway.aclose()
        await self._http.aclose()

    async def deploy(self, plan: DeploymentPlan, *, accept_loss: bool = False) -> None:
        """Deploy a plan and run its application; raise DataLossError before losing data."""
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
        """Deploy the current template, keeping the data; log an error if that is not possible."""
        started = time.perf_counter()
        try:
            plan = await asyncio.to_thread(self.source.plan)
            await self.deploy(plan, accept_loss=accept_loss)
        except DataLossError as error:
            text = (
                f"Not deployed, to keep the data: {error} Restart scaffold dev to accept the loss."
            )
            self.activity.notice(text, level="error", topic="deploy")
        except ScaffoldError as error:
            self.activity.notice(f"Not deployed: {error}", level="error", topic="deploy")
        except Exception as error:  # noqa: BLE001 - the next save must be acted on all the same
            self.activity.notice(f"Not deployed: {error!r}", level="error", topic="deploy")
        else:
            took = time.perf_counter() - started
            self.activity.notice(f"Deployed in {took:.1f} s", topic="deploy")

    async def migrate(self, *, is_start: bool = False) -> None:
        """Bring stored items to the generation of the code; log what is left to look after.

        Raise DivergedError at the start, if the items had other migrations than the code has.
        """
        environment = self._components.functions.environment
        if environment is None or not await self._may_migrate():
            return
        variables = {"AWS_ENDPOINT_URL": self.endpoint, **self.administrator}
        stack = (self.application.stack, self.application.region)
        say = partial(self.activity.notice, "Migrating stored items", topic="migrate")
        saying = asyncio.get_running_loop().call_later(SILENT_SECONDS, say)
        try:
            findings = await migrating.migrate(
                self.source.root, environment, stack, variables, os.environ
            )
        except ScaffoldError as error:
            if is_start and isinstance(error, migrating.DivergedError):
                raise
            self.activity.notice(str(error), level="error", topic="migrate")
            return
        finally:
            saying.cancel()
        for found in findings:
            if found.written:
                items = "item" if found.written == 1 else "items"
                text = f"Migrated {found.written:,} {items} of {found.model}"
                self.activity.notice(text, topic="migrate")
            for problem in found.problems:
                text = f"{found.model}: {problem}"
                self.activity.notice(text, level="warning", topic="migrate")

    async def _may_migrate(self) -> bool:
        """Return True if the program has work: also older code has to be noted in what is kept."""
        root = self.source.root
        if not migrating.has_program(root):
            return False
        if migrating.has_migrations(root):
            return True
        names = self.application.resources.values()
        return await asyncio.to_thread(
            lambda: migrating.was_migrated(self._components.emulation.client("dynamodb"), names)
        )

    async def resume(self) -> None:
        """Continue with a restarted emulator."""
        await self.redeploy()
        await self._components.functions.recycle(
            [function.code for function in self.application.functions]
        )
        self._components.events.wake()

    async def wake_readers(self) -> None:
        """Poll streams after every invocation, which may have written to a table."""
        with self.activity.subscribe() as records:
            async for record in records:
                if isinstance(record, Invocation):
                    self._components.events.wake()

    async def reload_on_save(self) -> None:
        """Apply the changes of saved files until cancelled."""
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
        if migrating.is_concerned(self.source.root, saved.code):
            await self.migrate()
        if saved.spec:
            self.spec_saved.set()

    async def invoke_function(
        self, function: str, payload: bytes, *, trigger: str
    ) -> InvocationResult:
        """Invoke a function by its name, logical ID or ARN, and wait for the result."""
        return await self._components.invoker.invoke_or_reject(function, payload, trigger=trigger)

    async def send_async(self, function: Function, payload: bytes) -> None:
        """Queue an event for a function."""
        await self._components.events.invoke_async(function.arn, payload, "async")

    async def fire(self, schedule: str) -> None:
        """Fire a schedule now; raise ScaffoldError if it does not exist."""
        await self._components.events.fire(schedule)

    def next_due(self, schedule: str) -> datetime | None:
        """Return when a schedule, by its logical ID, is due next."""
        return self._components.events.scheduler.next_due(schedule)

    async def mails(self) -> list[dict[str, Any]]:
        """Return the emails that were sent, oldest first."""
        return [
            {"at": mail.at, "to": ", ".join(mail.to), "subject": mail.subject, "text": mail.body}
            for mail in await self._components.emulation.current.mails()
        ]

    async def _fetch_keys(self, issuer: str) -> Json:
        """Return the JSON Web Key Set of a user pool from the emulator, for AWS's issuer URL."""
        pool = issuer.rstrip("/").rpartition("/")[2]
        url = f"{self._components.emulation.current.endpoint}/{pool}/.well-known/jwks.json"
        keys: Json = (await self._http.get(url)).raise_for_status().json()
        return keys
