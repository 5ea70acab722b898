"""All functions of an application, ready to be invoked."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Final, Self

from scaffold.local.functions.errors import (
    FunctionNotFoundError,
    InvalidRuntimeError,
    PayloadTooLargeError,
)
from scaffold.local.functions.pool import Load, WorkerPool
from scaffold.local.functions.pools import WorkerPools
from scaffold.local.functions.python_environment import PythonEnvironments
from scaffold.local.functions.temp_directory import remove_orphaned
from scaffold.local.invocation import SYNCHRONOUS_PAYLOAD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scaffold.local.application import Function
    from scaffold.local.functions.context import FunctionsContext
    from scaffold.local.functions.python_environment import PythonEnvironment
    from scaffold.local.invocation import InvocationResult

# Seconds between two measurements of memory.
_SWEEP_INTERVAL: Final = 0.1


class Functions:
    """Runs functions as Lambda does; an async context manager that stops all of their processes."""

    def __init__(self, context: FunctionsContext) -> None:
        self._context = context
        self._environments = PythonEnvironments(context)
        self._pools = WorkerPools(context)
        self._functions: dict[str, Function] = {}
        self._changing = asyncio.Lock()
        self._sweeping: asyncio.Task[None] | None = None
        self._warming: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Clean up after a killed run, and start monitoring."""
        await asyncio.to_thread(remove_orphaned)
        self._sweeping = asyncio.create_task(self._sweep())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop all processes."""
        await self.aclose()

    async def aclose(self) -> None:
        """Stop all processes; running invocations fail with an exit error."""
        for task in (self._warming, self._sweeping):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        await self._pools.aclose()

    def all(self) -> tuple[Function, ...]:
        """Return every function, in the template's order."""
        return tuple(self._functions.values())

    def find(self, name: str, qualifier: str | None = None) -> Function:
        """Return the function with a name, logical ID or ARN, each with an optional qualifier.

        Raise FunctionNotFoundError.
        """
        named, own_qualifier = _parsed(name)
        function = self._functions.get(named) or next(
            (f for f in self._functions.values() if f.logical_id == named), None
        )
        wanted = qualifier or own_qualifier
        if function is None or (wanted not in {None, "$LATEST", *function.aliases}):
            suffix = f":{wanted}" if wanted else ""
            raise FunctionNotFoundError(f"Function not found: {named}{suffix}")
        return function

    @property
    def environment(self) -> PythonEnvironment | None:
        """The Python environment of one of the functions, or None if there is none."""
        return next((pool.environment for pool in self._pools.pools.values()), None)

    def load(self, name: str) -> Load:
        """Return the current load of a function; raise FunctionNotFoundError."""
        pool = self._pools.pools.get(self.find(name).name)
        return pool.load if pool else Load()

    async def invoke(
        self, name: str, payload: bytes, *, trigger: str, client_context: str | None = None
    ) -> InvocationResult:
        """Invoke a function with a JSON document, and wait for its result without a time limit.

        The function's own errors are results. Raise LambdaError if Lambda would reject the call.
        """
        function = self.find(name)
        if len(payload) > SYNCHRONOUS_PAYLOAD:
            raise PayloadTooLargeError(len(payload), "RequestResponse", SYNCHRONOUS_PAYLOAD)
        pool = self._pools.pools.get(function.name)
        if pool is None:
            raise InvalidRuntimeError(function)
        return await pool.submit(payload, trigger, client_context)

    async def update(self, functions: Iterable[Function]) -> None:
        """Run exactly these functions; those that have changed get new workers.

        Raise PackagesError, without changing anything.
        """
        async with self._changing:
            wanted = {function.name: function for function in functions}
            environments = {
                name: await self._environments.environment(function)
                for name, function in wanted.items()
                if function.runtime.startswith("python")
            }
            for name in self._pools.pools.keys() - environments.keys():
                self._pools.retire(name)
            self._warn_of_unsupported_runtimes(wanted)
            self._functions = wanted
            self._apply(environments)

    async def recycle(self, changed: Iterable[Path]) -> tuple[str, ...]:
        """Apply changed files; return the names of the functions that they belong to.

        Prestart a worker for each recently used function. Raise PackagesError.
        """
        async with self._changing:
            paths = tuple(changed)
            pools = self._pools.pools
            touched = {name: pool for name, pool in pools.items() if _is_affected(paths, pool)}
            environments = {
                name: await self._environments.environment(pool.function)
                for name, pool in touched.items()
            }
            for name, pool in touched.items():
                pool.environment = environments[name]
                pool.recycle()
            self._pools.prewarmed.keep(pool.environment for pool in pools.values())
            self._warm(touched.values())
            return tuple(touched)

    def _apply(self, environments: dict[str, PythonEnvironment]) -> None:
        replaced = []
        for name, environment in environments.items():
            function = self._functions[name]
            pool = self._pools.pools.get(name)
            if pool is None:
                self._pools.pools[name] = WorkerPool(
                    function, environment, self._pools, self._context
                )
            elif (pool.function, pool.environment) != (function, environment):
                pool.function, pool.environment = function, environment
                pool.recycle()
                replaced.append(pool)
        self._pools.prewarmed.keep(environments.values())
        self._warm(replaced)

    def _warm(self, pools: Iterable[WorkerPool]) -> None:
        """Prestart one worker at a time, most recently used functions first."""
        horizon = self._context.activity.clock() - self._context.limits.idle
        used = [pool for pool in pools if pool.used_at > horizon]
        if self._warming is not None:
            self._warming.cancel()
        self._warming = asyncio.create_task(_start_each(used))

    def _warn_of_unsupported_runtimes(self, functions: dict[str, Function]) -> None:
        for name, function in functions.items():
            if not function.runtime.startswith("python") and self._functions.get(name) != function:
                self._context.activity.notice(f"{InvalidRuntimeError(function)}", level="warning")

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(_SWEEP_INTERVAL)
            self._pools.sweep()


async def _start_each(pools: list[WorkerPool]) -> None:
    for pool in sorted(pools, key=lambda pool: pool.used_at, reverse=True):
        if worker := pool.prestart():
            await worker.started.wait()


def _is_affected(changed: Iterable[Path], pool: WorkerPool) -> bool:
    """Return True if a changed file is part of a function's code or of its requirements."""
    code, inputs = pool.function.code, pool.environment.inputs
    return any(path.is_relative_to(code) or path in inputs for path in changed)


def _parsed(name: str) -> tuple[str, str | None]:
    """Split `name[:alias]`, `account:function:name[:alias]` or an ARN into name and qualifier."""
    _, marker, after = name.rpartition(":function:")
    named, _, qualifier = (after if marker else name.removeprefix("function:")).partition(":")
    return named, qualifier or None
