"""A worker is Lambda's execution environment: a process that handles one event at a time."""

from __future__ import annotations

import asyncio
import time
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from scaffold.local.activity import LogLine
from scaffold.local.functions import temp_directory
from scaffold.local.functions.environment_variables import can_use_prewarmed, process_variables
from scaffold.local.functions.errors import ServiceError
from scaffold.local.functions.invocation import Failure, Measurements, complete, exited, timed_out
from scaffold.local.functions.output import Output
from scaffold.local.functions.process import Process
from scaffold.local.functions.runtime_api import Connection

if TYPE_CHECKING:
    from collections.abc import Callable

    from scaffold.local.application import Function
    from scaffold.local.functions.context import FunctionsContext
    from scaffold.local.functions.invocation import Job
    from scaffold.local.functions.prewarmed import PrewarmedProcesses
    from scaffold.local.functions.python_environment import PythonEnvironment


class State(Enum):
    """The state of a worker: starting, then alternately idle, busy, and responded."""

    STARTING = auto()
    IDLE = auto()
    BUSY = auto()
    RESPONDED = auto()
    ENDED = auto()


class Worker:
    """A function's process, its Runtime API and its output.

    `ready` is called whenever the worker can take a job. `run` returns when the process has exited.
    """

    def __init__(
        self,
        function: Function,
        environment: PythonEnvironment,
        context: FunctionsContext,
        prewarmed: PrewarmedProcesses,
        ready: Callable[[Worker], None],
    ) -> None:
        self.function = function
        self.state = State.STARTING
        self.job: Job | None = None
        self.connections: set[Connection] = set()
        # Started before there was a job, so no invocation reports its cold start.
        self.prestarted = False
        # Its code has changed since it started, so it exits after its current job.
        self.stale = False
        self.since = context.activity.clock()
        self.idle_since = self.since
        # Why it never became ready.
        self.start_failure: Failure | None = None
        self.start_error: ServiceError | None = None
        self.exit: str | None = None
        # Set once it is ready, or has failed to start.
        self.started = asyncio.Event()
        self._environment = environment
        self._context = context
        self._prewarmed = prewarmed
        self._ready = ready
        self._waiting: Connection | None = None
        self._process: Process | None = None
        self._output: Output | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._began = time.perf_counter()
        self._init: float | None = None
        self._peak = 0.0
        # Memory of the prewarmed process's imports, which the function may not use.
        self._loaded_ahead = 0.0
        self._served = False

    # The pool's interface.

    @property
    def crashed_starting(self) -> bool:
        """True if the process exited before it asked for its first event."""
        return self.exit is not None and not self._served

    @property
    def pid(self) -> int | None:
        """The ID of the process and of its process group."""
        return self._process.pid if self._process else None

    @property
    def ended(self) -> bool:
        """True if the worker takes no more jobs, even if its process is still exiting."""
        return self.state is State.ENDED

    def alive(self) -> bool:
        """Return True if the process has not exited, noticed or not."""
        return self._process is not None and self._process.alive()

    def serve(self, job: Job) -> None:
        """Assign a job to this idle worker."""
        connection, self._waiting = self._waiting, None
        assert connection is not None  # noqa: S101 - an idle worker waits on a connection
        self.state, self.job = State.BUSY, job
        timeout = self.function.timeout
        self._deadline = asyncio.get_running_loop().call_later(timeout, self._timed_out)
        if self._output:
            self._output.begin(job.request_id)
        self._began = time.perf_counter()
        context = (
            {"Lambda-Runtime-Client-Context": job.client_context} if job.client_context else {}
        )
        headers = {
            "Lambda-Runtime-Aws-Request-Id": job.request_id,
            "Lambda-Runtime-Deadline-Ms": str(int((time.time() + timeout) * 1000)),
            "Lambda-Runtime-Invoked-Function-Arn": self.function.arn,
            "Lambda-Runtime-Trace-Id": job.trace,
            **context,
        }
        connection.reply(200, job.payload, headers)

    def kill(self) -> None:
        """Kill the process and its children; `run` then fails the current job."""
        self.state = State.ENDED
        if self._process:
            self._process.kill()

    def measure(self, children: float = 0) -> None:
        """Record the memory of the process and its `children`, in MB; kill it above the limit."""
        if self._process is None or self.ended:
            return
        self._peak = max(self._peak, self._process.memory() + children)
        if self._peak - self._loaded_ahead > self.function.memory:
            self._log(
                f"Used {self._peak:.0f} MB of memory, more than MemorySize"
                f" ({self.function.memory} MB): stopped, as Lambda does",
                self.job.request_id if self.job else None,
            )
            self.kill()

    # RuntimeApiHandler.

    def next_invocation(self, connection: Connection) -> None:
        """Wait for the next job; the process is ready."""
        if self.state in {State.IDLE, State.BUSY}:
            connection.reply(403, b"{}")
        elif self.stale or self.ended:
            self.kill()
        else:
            if self.state is State.STARTING:
                self._served = True
                self.started.set()
                self._init = (time.perf_counter() - self._began) * 1000
                self._cancel_deadline()
            self.state = State.IDLE
            self.idle_since = self._context.activity.clock()
            self._waiting = connection
            self._ready(self)

    def finish_invocation(self, request_id: str, result: bytes | Failure) -> bool:
        """Accept the result of the current job; return False if the ID is another one's."""
        if self.job is None or self.job.request_id != request_id:
            return False
        self.measure()
        if self.ended:
            # Out of memory: Lambda would have killed it before; `run` reports the exit.
            return True
        self._finish(result)
        self.state = State.RESPONDED
        return True

    def fail_init(self, failure: Failure) -> None:
        """Record that the process could not load the handler; it exits next."""
        if self.state is State.STARTING:
            self.start_failure = failure

    def connection_lost(self, connection: Connection) -> None:
        """Kill the process if it was waiting for a job on this connection."""
        if connection is self._waiting:
            self._waiting = None
            self.kill()

    # The life cycle of the process.

    async def run(self) -> None:
        """Start the process, and serve it until it has exited."""
        loop = asyncio.get_running_loop()
        try:
            server = await loop.create_server(lambda: Connection(self), "127.0.0.1", 0)
            try:
                port = server.sockets[0].getsockname()[1]
                with temp_directory.create() as folder:
                    await self._run_in(f"127.0.0.1:{port}", Path(folder))
            finally:
                server.close()
        finally:
            self.state = State.ENDED
            self.started.set()
            self._cancel_deadline()
            for connection in tuple(self.connections):
                connection.close()

    async def _run_in(self, runtime_api: str, folder: Path) -> None:
        context = self._context
        try:
            credentials = await context.credentials(self.function.role)
        except Exception as error:  # noqa: BLE001 - whatever it is, callers get an answer
            role, name = self.function.role, self.function.name
            self.start_error = ServiceError(f"no credentials for {role}, {name}'s role: {error}")
            return
        variables = process_variables(self.function, context, credentials, runtime_api, folder)
        if self.ended:
            return
        try:
            process, output = await self._process_for(variables)
        except OSError as error:
            self.start_error = ServiceError(f"{self.function.name} could not be started: {error}")
            return
        self._process, self._output = process, output
        output.emit = self._log
        try:
            await self._supervise(process, variables)
        finally:
            output.close()

    async def _process_for(self, variables: dict[str, str]) -> tuple[Process, Output]:
        """Return a prewarmed process or start one, with its output."""
        prewarmed = (
            self._prewarmed.take(self._environment) if can_use_prewarmed(self.function) else None
        )
        if prewarmed is not None:
            self._loaded_ahead = prewarmed.process.memory()
            return prewarmed.process, prewarmed.output
        output = Output()
        try:
            return await Process.start(self._environment, variables, output.write), output
        except BaseException:
            output.close()
            raise
        finally:
            output.started()

    async def _supervise(self, process: Process, variables: dict[str, str]) -> None:
        if self.ended:
            process.kill()
        else:
            process.assign(self.function.code, variables)
        allowed = self._context.limits.start + self.function.timeout
        self._deadline = asyncio.get_running_loop().call_later(allowed, self._start_timed_out)
        try:
            self.exit = await process.wait()
        except asyncio.CancelledError:
            process.kill()
            self.exit = await process.wait()
            raise
        finally:
            if self.job is not None:
                reason = self.exit or "Runtime exited"
                self._fail(exited(self.job, reason), f"Error: {reason}")

    def _finish(self, result: bytes | Failure) -> None:
        job, self.job = self.job, None
        if job is None:
            return
        self._cancel_deadline()
        duration = (time.perf_counter() - self._began) * 1000
        init, self._init = (None if self.prestarted else self._init), None
        lines = self._output.end() if self._output else b""
        measured = Measurements(duration, init, self._peak, lines)
        complete(job, result, measured, self.function, self._context.activity)

    def _fail(self, failure: Failure, why: str) -> None:
        """Fail the current job, and log the reason after the process's own output."""
        request_id = self.job.request_id if self.job else None
        self._finish(failure)
        self._log(why, request_id)

    def _timed_out(self) -> None:
        if self.job is not None:
            seconds = self.function.timeout
            self._fail(timed_out(self.job, seconds), f"Task timed out after {seconds:.2f} seconds")
            self.kill()

    def _start_timed_out(self) -> None:
        if self.state is State.STARTING:
            seconds = self._context.limits.start + self.function.timeout
            self.start_failure = Failure.of(
                "Sandbox.Timedout",
                f"Error: the handler was not loaded within {seconds:.2f} seconds",
            )
            self.kill()

    def _cancel_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _log(self, text: str, request_id: str | None) -> None:
        activity = self._context.activity
        activity.add(LogLine(activity.clock(), self.function.logical_id, text, request_id))
