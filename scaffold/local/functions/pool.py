"""The workers of one function, and its queue of pending invocations."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from scaffold.local.functions.errors import FunctionNotFoundError, ServiceError, ThrottledError
from scaffold.local.functions.invocation import Failure, Job, Measurements, complete, exited
from scaffold.local.functions.worker import State, Worker

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from scaffold.local.application import Function
    from scaffold.local.functions.context import FunctionsContext
    from scaffold.local.functions.prewarmed import PrewarmedProcesses
    from scaffold.local.functions.python_environment import PythonEnvironment
    from scaffold.local.invocation import InvocationResult

# Retry a process that exits while starting, in case it was killed by chance.
_START_ATTEMPTS: Final = 3


@dataclass(frozen=True, slots=True)
class Load:
    """The number of pending invocations, and of starting, busy and idle workers."""

    waiting: int = 0
    starting: int = 0
    busy: int = 0
    idle: int = 0


class OtherPools(Protocol):
    """The pools of other functions, with which a pool shares the computer."""

    @property
    def prewarmed(self) -> PrewarmedProcesses:
        """The prewarmed processes that workers start from."""
        ...

    def has_room(self, pool: WorkerPool) -> bool:
        """Return True if the pool may start another worker; may stop another pool's idle one."""
        ...

    def dispatch_others(self, pool: WorkerPool) -> None:
        """Let the other pools use the capacity that this one has freed."""
        ...

    def supervise(self, worker: Coroutine[None, None, None]) -> None:
        """Run a worker in the background, and report its defects."""
        ...


class WorkerPool:
    """Runs the invocations of one function.

    Only `dispatch` assigns jobs, and it never awaits: no two workers get the same job.
    """

    def __init__(
        self,
        function: Function,
        environment: PythonEnvironment,
        others: OtherPools,
        context: FunctionsContext,
    ) -> None:
        self.function = function
        self.environment = environment
        self.workers: set[Worker] = set()
        self.used_at = float("-inf")
        self._others = others
        self._context = context
        self._queue: deque[Job] = deque()
        # The longest-idle worker comes first.
        self._idle: list[Worker] = []
        self._warned = False
        self._retired = False

    async def submit(
        self, payload: bytes, trigger: str, client_context: str | None
    ) -> InvocationResult:
        """Queue an event and wait for its result; raise LambdaError if the function cannot run."""
        if self._retired:
            raise FunctionNotFoundError(f"Function not found: {self.function.arn}")
        reserved = self.function.reserved_concurrency
        if reserved is not None and self._concurrency >= reserved:
            raise ThrottledError(self.function)
        self.used_at = self._context.activity.clock()
        future = asyncio.get_running_loop().create_future()
        job = Job(payload, trigger, client_context, future)
        self._queue.append(job)
        self.dispatch()
        try:
            return await job.result
        except asyncio.CancelledError:
            # The caller has gone; a job that already runs continues, as on AWS.
            with contextlib.suppress(ValueError):
                self._queue.remove(job)
            raise

    @property
    def idle_since(self) -> float | None:
        """The time since which the longest-idle worker has been idle; None if all are busy."""
        return self._idle[0].idle_since if self._idle else None

    def dispatch(self) -> None:
        """Assign pending jobs to idle workers, and start as many workers as are still needed."""
        self._drop_abandoned()
        while self._queue and self._idle:
            # Take the most recently used worker, so that superfluous ones age and are reaped.
            worker = self._idle.pop()
            if worker.state is State.IDLE and worker.alive():
                worker.serve(self._queue.popleft())
            else:
                worker.kill()
            self._drop_abandoned()
        starting = sum(worker.state is State.STARTING for worker in self.workers)
        while starting < min(len(self._queue), self._context.limits.starting):
            if not self._may_grow():
                break
            self._start()
            starting += 1

    def prestart(self) -> Worker | None:
        """Start a worker before there is a job for it, unless one runs the current code."""
        if self._retired or self._has_current_worker or not self._may_grow():
            return None
        worker = self._start()
        worker.prestarted = True
        return worker

    def recycle(self) -> None:
        """Replace all workers: idle ones now, busy ones after their job."""
        for worker in tuple(self.workers):
            worker.stale = True
            if worker.state is not State.BUSY:
                worker.kill()
        self._idle.clear()
        self.dispatch()

    def retire(self) -> None:
        """Stop accepting jobs; pending ones fail with FunctionNotFoundError."""
        self._retired = True
        self._reject_all(FunctionNotFoundError(f"Function not found: {self.function.arn}"))
        self.recycle()

    def kill(self) -> None:
        """Stop accepting jobs, and kill every worker."""
        self._retired = True
        self._reject_all(
            ServiceError(f"{self.function.name} did not run: scaffold dev is stopping")
        )
        self.retire()
        for worker in tuple(self.workers):
            worker.kill()

    def evict(self) -> None:
        """Stop the longest-idle worker to make room for another function's."""
        self._idle.pop(0).kill()

    def reap(self, now: float) -> None:
        """Stop workers that exceed the idle time or the maximum age."""
        limits = self._context.limits
        for worker in tuple(self._idle):
            if now - worker.idle_since > limits.idle or now - worker.since > limits.age:
                self._idle.remove(worker)
                worker.kill()

    @property
    def _concurrency(self) -> int:
        waiting = sum(not job.result.done() for job in self._queue)
        return waiting + sum(worker.job is not None for worker in self.workers)

    @property
    def _has_current_worker(self) -> bool:
        """Return True if a worker runs the current code, or is starting to."""
        return any(not worker.stale and not worker.ended for worker in self.workers)

    @property
    def load(self) -> Load:
        """The current load."""
        states = [worker.state for worker in self.workers]
        return Load(
            waiting=len(self._queue),
            starting=states.count(State.STARTING),
            busy=states.count(State.BUSY),
            idle=len(self._idle),
        )

    @property
    def size(self) -> int:
        """The number of workers, without those that are stopping."""
        return sum(not worker.ended for worker in self.workers)

    @property
    def has_waiting(self) -> bool:
        """True if jobs wait for a worker."""
        return bool(self._queue)

    def _drop_abandoned(self) -> None:
        while self._queue and self._queue[0].result.done():
            self._queue.popleft()

    def _may_grow(self) -> bool:
        if self._retired:
            return False
        reserved = self.function.reserved_concurrency
        if reserved is not None and self.size >= max(1, reserved):
            return False
        if self.size < self._context.limits.workers and self._others.has_room(self):
            return True
        self._warn_that_events_wait()
        return False

    def _warn_that_events_wait(self) -> None:
        if self._queue and not self._warned:
            self._warned = True
            self._context.activity.notice(
                f"{self.function.name}: all {self.size} local workers are busy, so events wait;"
                " Lambda would scale out further"
            )

    def _start(self) -> Worker:
        worker = Worker(
            self.function, self.environment, self._context, self._others.prewarmed, self._ready
        )
        self.workers.add(worker)
        self._others.supervise(self._run(worker))
        return worker

    def _ready(self, worker: Worker) -> None:
        self._others.prewarmed.replenish(self.environment)
        self._idle.append(worker)
        self.dispatch()
        if not self._queue:
            self._others.dispatch_others(self)

    async def _run(self, worker: Worker) -> None:
        try:
            await worker.run()
        finally:
            self.workers.discard(worker)
            with contextlib.suppress(ValueError):
                self._idle.remove(worker)
            self._resolve_waiting(worker)
            self.dispatch()
            self._others.dispatch_others(self)

    def _resolve_waiting(self, worker: Worker) -> None:
        """Fail the jobs that a worker was started for but never became ready to run."""
        if worker.stale:
            return
        if worker.start_error is not None:
            self._reject_all(worker.start_error)
        elif worker.start_failure is not None:
            # All pending jobs would fail the same way.
            while self._queue:
                self._fail(self._queue.popleft(), worker.start_failure)
        elif worker.crashed_starting and self._queue:
            oldest = self._queue[0]
            oldest.failed_starts += 1
            if oldest.failed_starts >= _START_ATTEMPTS:
                self._fail(self._queue.popleft(), exited(oldest, worker.exit or "Runtime exited"))

    def _fail(self, job: Job, failure: Failure) -> None:
        if not job.result.done():
            complete(job, failure, Measurements(0), self.function, self._context.activity)

    def _reject_all(self, error: ServiceError | FunctionNotFoundError) -> None:
        while self._queue:
            job = self._queue.popleft()
            if not job.result.done():
                job.result.set_exception(error)
