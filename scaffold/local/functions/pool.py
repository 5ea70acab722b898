"""The workers of a function, and the events that wait for one."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scaffold.local.functions.errors import FunctionNotFoundError, ServiceError, ThrottledError
from scaffold.local.functions.invocation import Failure, Job, Measured, conclude, exited
from scaffold.local.functions.worker import State, Worker

if TYPE_CHECKING:
    from scaffold.local.application import Function
    from scaffold.local.functions.environment import Environment
    from scaffold.local.functions.fleet import Fleet
    from scaffold.local.functions.invocation import Outcome
    from scaffold.local.functions.surroundings import Surroundings

# A process that ends while it starts may have been unlucky; one that does so thrice is broken.
_STARTS: Final = 3


@dataclass(frozen=True, slots=True)
class Load:
    """How many events wait, and how many processes start, work and are idle."""

    waiting: int = 0
    starting: int = 0
    busy: int = 0
    idle: int = 0


class Pool:
    """Runs the events of one function.

    Only `dispatch` hands out work, and it never awaits: no two workers get the same event.
    """

    def __init__(
        self, function: Function, environment: Environment, fleet: Fleet, surroundings: Surroundings
    ) -> None:
        self.function = function
        self.environment = environment
        self.workers: set[Worker] = set()
        self.used_at = float("-inf")
        self._fleet = fleet
        self._surroundings = surroundings
        self._queue: deque[Job] = deque()
        # The one that waits longest comes first.
        self._idle: list[Worker] = []
        self._told = False
        self._retired = False

    async def invoke(self, payload: bytes, trigger: str, client_context: str | None) -> Outcome:
        """Answer an event; raises LambdaError where the function cannot run."""
        if self._retired:
            raise FunctionNotFoundError(f"Function not found: {self.function.arn}")
        reserved = self.function.reserved_concurrency
        if reserved is not None and self._concurrency >= reserved:
            raise ThrottledError(self.function)
        self.used_at = self._surroundings.journal.clock()
        future = asyncio.get_running_loop().create_future()
        job = Job(payload, trigger, client_context, future)
        self._queue.append(job)
        self.dispatch()
        try:
            return await job.answer
        except asyncio.CancelledError:
            # The caller has gone away; what runs already runs on, as on AWS.
            with contextlib.suppress(ValueError):
                self._queue.remove(job)
            raise

    @property
    def idle_since(self) -> float | None:
        """Since when the worker waits that has waited longest; None where all are busy."""
        return self._idle[0].idle_since if self._idle else None

    def dispatch(self) -> None:
        """Give what waits to who is idle, and start as many workers as still are needed."""
        self._drop_abandoned()
        while self._queue and self._idle:
            # The last one that worked: those that are not needed get old, and are ended.
            worker = self._idle.pop()
            if worker.state is State.IDLE and worker.alive():
                worker.give(self._queue.popleft())
            else:
                worker.kill()
            self._drop_abandoned()
        starting = sum(worker.state is State.STARTING for worker in self.workers)
        while starting < min(len(self._queue), self._surroundings.limits.starting):
            if not self._may_grow():
                break
            self._start()
            starting += 1

    def prestart(self) -> Worker | None:
        """Start a worker before there is an event for it, unless there is one."""
        if self._retired or self._fresh or not self._may_grow():
            return None
        worker = self._start()
        worker.prestarted = True
        return worker

    def recycle(self) -> None:
        """Replace the code: idle workers end now, busy ones after their event."""
        for worker in tuple(self.workers):
            worker.stale = True
            if worker.state is not State.BUSY:
                worker.kill()
        self._idle.clear()
        self.dispatch()

    def retire(self) -> None:
        """End for good: what waits is answered that there is no such function."""
        self._retired = True
        self._refuse(FunctionNotFoundError(f"Function not found: {self.function.arn}"))
        self.recycle()

    def kill(self) -> None:
        """End for good and at once, what runs included."""
        self._retired = True
        self._refuse(ServiceError(f"{self.function.name} was not run: the local cloud ends"))
        self.retire()
        for worker in tuple(self.workers):
            worker.kill()

    def evict(self) -> None:
        """End the worker that has been idle longest, for another function's sake."""
        self._idle.pop(0).kill()

    def reap(self, now: float) -> None:
        """End workers that nobody has needed for a while, or whose credentials grow old."""
        limits = self._surroundings.limits
        for worker in tuple(self._idle):
            if now - worker.idle_since > limits.idle or now - worker.since > limits.age:
                self._idle.remove(worker)
                worker.kill()

    @property
    def _concurrency(self) -> int:
        waiting = sum(not job.answer.done() for job in self._queue)
        return waiting + sum(worker.job is not None for worker in self.workers)

    @property
    def _fresh(self) -> bool:
        """Whether a worker runs the newest code, or is about to."""
        return any(not worker.stale and not worker.ended for worker in self.workers)

    @property
    def load(self) -> Load:
        """What goes on now."""
        states = [worker.state for worker in self.workers]
        return Load(
            waiting=len(self._queue),
            starting=states.count(State.STARTING),
            busy=states.count(State.BUSY),
            idle=len(self._idle),
        )

    @property
    def size(self) -> int:
        """How many workers it has, without those that are on their way out."""
        return sum(not worker.ended for worker in self.workers)

    @property
    def waits(self) -> bool:
        """Whether there are events that no worker has."""
        return bool(self._queue)

    def _drop_abandoned(self) -> None:
        while self._queue and self._queue[0].answer.done():
            self._queue.popleft()

    def _may_grow(self) -> bool:
        if self._retired:
            return False
        reserved = self.function.reserved_concurrency
        if reserved is not None and self.size >= max(1, reserved):
            return False
        if self.size < self._surroundings.limits.workers and self._fleet.has_room(self):
            return True
        self._tell_that_events_wait()
        return False

    def _tell_that_events_wait(self) -> None:
        if self._queue and not self._told:
            self._told = True
            self._surroundings.journal.notice(
                f"{self.function.name}: events wait for its {self.size} local processes; in the"
                " cloud more would start"
            )

    def _start(self) -> Worker:
        worker = Worker(
            self.function, self.environment, self._surroundings, self._fleet.spares, self._ready
        )
        self.workers.add(worker)
        self._fleet.watch(self._live(worker))
        return worker

    def _ready(self, worker: Worker) -> None:
        self._fleet.spares.renew(self.environment)
        self._idle.append(worker)
        self.dispatch()
        if not self._queue:
            self._fleet.dispatch_others(self)

    async def _live(self, worker: Worker) -> None:
        try:
            await worker.run()
        finally:
            self.workers.discard(worker)
            with contextlib.suppress(ValueError):
                self._idle.remove(worker)
            self._account_for(worker)
            self.dispatch()
            self._fleet.dispatch_others(self)

    def _account_for(self, worker: Worker) -> None:
        """Answer the events that a worker which never became ready was started for."""
        if worker.stale:
            return
        if worker.start_error is not None:
            self._refuse(worker.start_error)
        elif worker.start_failure is not None:
            # The same would happen to each of them.
            while self._queue:
                self._fail(self._queue.popleft(), worker.start_failure)
        elif worker.crashed_starting and self._queue:
            oldest = self._queue[0]
            oldest.failed_starts += 1
            if oldest.failed_starts >= _STARTS:
                self._fail(self._queue.popleft(), exited(oldest, worker.exit or "Runtime exited"))

    def _fail(self, job: Job, failure: Failure) -> None:
        if not job.answer.done():
            conclude(job, failure, Measured(0), self.function, self._surroundings.journal)

    def _refuse(self, error: ServiceError | FunctionNotFoundError) -> None:
        while self._queue:
            job = self._queue.popleft()
            if not job.answer.done():
                job.answer.set_exception(error)
