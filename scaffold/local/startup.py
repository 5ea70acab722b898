"""Starting and stopping the local cloud."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scaffold.cache import cache_root
from scaffold.errors import ScaffoldError
from scaffold.local import logfile
from scaffold.local.activity import LogLine
from scaffold.local.child_processes import ChildProcesses
from scaffold.local.client_environment import client_variables
from scaffold.local.cloud import ApplicationSource, Components, Invoker, LocalCloud
from scaffold.local.dashboard.app import dashboard
from scaffold.local.deployment import planning
from scaffold.local.deployment.data_loss import DataLossError
from scaffold.local.deployment.parameters import read_stage
from scaffold.local.emulation import Emulation, emulate
from scaffold.local.emulator.cloud import Emulator, preload
from scaffold.local.emulator.process import Settings
from scaffold.local.events.event_sources import EventSources, EventSourcesContext
from scaffold.local.frontend import ConfigFile, Frontend
from scaffold.local.functions.context import FunctionsContext
from scaffold.local.functions.lambda_api import Access, lambda_api
from scaffold.local.functions.service import Functions
from scaffold.local.gateway.cognito_proxy import CognitoProxy
from scaffold.local.gateway.server import serve
from scaffold.local.servers import ApiServers, ReplaceableApp, listen_near, port_near, url_of
from scaffold.local.session import Session

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from contextlib import AsyncExitStack
    from pathlib import Path

    from scaffold.local.activity import ActivityLog
    from scaffold.local.child_processes import ChildProcess
    from scaffold.local.deployment.planning import DeploymentPlan

    Report = Callable[[str], None]

_KEEP_OR_DISCARD: Final = (
    "Put back what scaffold.yaml had, or start without --persist to discard all data."
)
# Keys of the frontend's configuration, and the stack outputs that they are.
_CONFIG: Final = {
    "region": "Region",
    "userPoolId": "UserPoolId",
    "userPoolClientId": "UserPoolClientId",
}


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a run.

    `confirm` is called with the losses before data of an earlier run is lost. The default stage is
    the first in samconfig.toml.
    """

    root: Path
    port: int = 0
    persist: bool = False
    endpoint: str | None = None
    frontend: bool = True
    stage: str | None = None
    confirm: Callable[[tuple[str, ...]], bool] = lambda _losses: False


@contextlib.asynccontextmanager
async def run(options: Options, journal: ActivityLog, say: Report) -> AsyncIterator[LocalCloud]:
    """Run the application during the block; calls `say` with each step."""
    planning.find_template(options.root)
    async with contextlib.AsyncExitStack() as stack:
        session = _open(options, stack)
        yield await _Startup(options, journal, say, session, stack).start()


def _open(options: Options, stack: AsyncExitStack) -> Session:
    session = Session(options.root).open()
    stack.callback(session.close)
    if not options.persist:
        session.forget_data()
        stack.callback(session.forget_data)
    return session


@dataclass(slots=True)
class _Startup:
    """A start in progress; the stack closes everything that it has opened."""

    options: Options
    journal: ActivityLog
    say: Report
    session: Session
    stack: AsyncExitStack

    async def start(self) -> LocalCloud:
        """Start all parts in parallel, deploy, and publish the URLs."""
        self._in_background(logfile.write(self.journal, self.session.log))
        frontend = Frontend(self.options.root / "frontend")
        with_frontend = self.options.frontend and frontend.exists
        port = port_near(self.options.port) if with_frontend else 0
        apis = ApiServers(self.stack, self.options.port and self.options.port + 1)
        source = ApplicationSource(
            root=self.options.root,
            work=self.session.folder,
            stage=self.options.stage,
            origin=f"http://localhost:{port}" if with_frontend else None,
            endpoint=apis.endpoint,
        )
        children = await self.stack.enter_async_context(ChildProcesses())
        async with _task_group() as tasks:
            emulator_task = tasks.create_task(self._emulate())
            planned = tasks.create_task(asyncio.to_thread(_plan, source))
            if with_frontend:
                tasks.create_task(self._start_frontend(frontend, children, port))
        cloud = await self._compose(source, apis, emulator_task.result())
        await self._deploy(cloud, planned.result())
        if self.options.persist or self.options.endpoint:
            await cloud.migrate(is_start=True)
        await self._publish(cloud, emulator_task.result())
        if source.origin is not None:
            await self._configure(cloud, frontend, source.origin)
        return cloud

    async def _emulate(self) -> Emulation:
        region = read_stage(self.options.root, self.options.stage).region
        if self.options.endpoint is not None:
            emulator = Emulator.at(self.options.endpoint, region, self.journal)
            await asyncio.to_thread(emulator.check)
            self.journal.notice(
                f"Using {emulator.endpoint} without patches: it may allow functions what their"
                " roles deny, and differ from AWS where the built-in emulator doesn't",
                level="warning",
            )
            return Emulation(emulator)
        self.say("Starting the AWS emulator")
        settings = Settings(self.session.data, region, persist=self.options.persist)
        return await self.stack.enter_async_context(emulate(settings, self.journal, self.say))

    async def _start_frontend(
        self, frontend: Frontend, children: ChildProcesses, port: int
    ) -> None:
        def log(line: str) -> None:
            if line.strip():
                self.journal.add(LogLine(self.journal.clock(), "frontend", line))

        if not frontend.installed:
            self.say("Installing the frontend's dependencies (once)")
            await frontend.install(children, log)
        self.say("Starting the frontend")

        async def start() -> ChildProcess:
            return await frontend.start(children, port, log)

        self._in_background(self._restart_when_ended(start, await start()))

    async def _restart_when_ended(
        self, start: Callable[[], Awaitable[ChildProcess]], vite: ChildProcess
    ) -> None:
        """Restart Vite whenever it ends."""
        while True:
            code = await vite.wait()
            self.journal.notice(f"Vite ended (exit status {code}); restarting it", level="error")
            vite = await start()
            self.journal.notice("Vite is running again")

    async def _compose(
        self, source: ApplicationSource, apis: ApiServers, emulation: Emulation
    ) -> LocalCloud:
        """Start the parts that run the application, and connect them."""
        emulator, stack = emulation.current, self.stack
        listener, switch = listen_near(0), ReplaceableApp()
        await stack.enter_async_context(serve(switch, listener))
        functions = await stack.enter_async_context(
            Functions(
                FunctionsContext(
                    root=self.options.root,
                    cache=cache_root(),
                    activity=self.journal,
                    credentials=emulation.credentials,
                    region=emulator.region,
                    variables={
                        "AWS_ENDPOINT_URL": emulator.endpoint,
                        "AWS_ENDPOINT_URL_LAMBDA": url_of(listener),
                    },
                    progress=self.say,
                )
            )
        )
        invoker = Invoker(functions, emulation)
        events = await stack.enter_async_context(
            EventSources(
                EventSourcesContext(
                    endpoint=emulator.endpoint,
                    region=emulator.region,
                    credentials=emulation.credentials,
                    invoke=invoker.invoke_or_reject,
                    may_invoke=invoker.may_invoke,
                    activity=self.journal,
                )
            )
        )
        components = Components(emulation, functions, invoker, events, apis)
        cloud = LocalCloud(source, components, self.journal)
        cloud.lambda_url = url_of(listener)
        stack.push_async_callback(cloud.aclose)
        switch.app = lambda_api(
            functions,
            cloud.send_async,
            Access(emulation.secret_of, emulation.authorize, self.journal.clock),
        )
        return cloud

    async def _deploy(self, cloud: LocalCloud, plan: DeploymentPlan) -> None:
        self.say("Deploying template.yaml")
        try:
            await cloud.deploy(plan)
        except DataLossError as error:
            if not self.options.confirm(error.losses):
                advice = (_KEEP_OR_DISCARD,) if self.options.persist else ()
                raise DataLossError((*error.losses, *advice)) from error
            await cloud.deploy(plan, accept_loss=True)

    async def _publish(self, cloud: LocalCloud, emulation: Emulation) -> None:
        """Serve the dashboard, publish the URLs for other commands, and start watching files."""
        listener = listen_near(self.options.port and self.options.port + 2)
        token = secrets.token_urlsafe()
        await self.stack.enter_async_context(serve(dashboard(cloud, token), listener))

        def publish() -> None:
            cloud.urls = _urls(cloud, url_of(listener), token)
            self.session.announce(cloud.urls, client_variables(cloud))

        cloud.publish = publish
        publish()
        self._in_background(emulation.keep(cloud.resume))
        self._in_background(cloud.reload_on_save())
        self._in_background(cloud.wake_readers())

    async def _configure(self, cloud: LocalCloud, frontend: Frontend, origin: str) -> None:
        """Write the frontend's configuration, now and after each deployment."""
        file = ConfigFile(frontend, self.session.kept_config)
        self.stack.callback(file.restore)
        origins = [origin, origin.replace("localhost", "127.0.0.1")]
        proxy = CognitoProxy(cloud.urls["AWS"], origins)
        self.stack.push_async_callback(proxy.aclose)
        listener = listen_near(0)
        await self.stack.enter_async_context(serve(proxy, listener))
        publish = cloud.publish

        def configure() -> None:
            publish()
            outputs = cloud.application.outputs
            known = {key: outputs[name] for key, name in _CONFIG.items() if name in outputs}
            endpoint = f"{url_of(listener)}/"
            file.write({"apiUrl": cloud.urls.get("API", ""), **known, "userPoolEndpoint": endpoint})

        cloud.publish = configure
        configure()

    def _in_background(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(self._report_failure(work))

        async def end() -> None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

        self.stack.push_async_callback(end)

    async def _report_failure(self, work: Awaitable[None]) -> None:
        """Await a background task; the application continues if it fails."""
        try:
            await work
        except Exception as error:  # noqa: BLE001 - nobody awaits the task
            text = str(error) if isinstance(error, ScaffoldError) else repr(error)
            self.journal.notice(f"{text}; fix it and restart scaffold dev", level="error")


def _plan(source: ApplicationSource) -> DeploymentPlan:
    """Import slow modules while the emulator starts, and plan the deployment."""
    preload()
    return source.plan()


def _urls(cloud: LocalCloud, dashboard_url: str, token: str) -> dict[str, str]:
    """Return the URLs by label, the one that people open first."""
    origin = cloud.source.origin
    return {
        **({"App": origin} if origin else {}),
        **cloud.api_urls(),
        "Dashboard": f"{dashboard_url}/?token={token}",
        "Mails": f"{dashboard_url}/api/mails?token={token}",
        "AWS": cloud.endpoint,
        "Lambda": cloud.lambda_url,
    }


@contextlib.asynccontextmanager
async def _task_group() -> AsyncIterator[asyncio.TaskGroup]:
    """Run tasks that are cancelled together; raises the first ScaffoldError as itself."""
    try:
        async with asyncio.TaskGroup() as group:
            yield group
    except* ScaffoldError as group_error:
        raise group_error.exceptions[0] from None
