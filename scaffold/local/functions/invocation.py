"""A pending invocation and the ways it can end."""

from __future__ import annotations

import json
import math
import secrets
import time
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from scaffold.local.activity import Invocation
from scaffold.local.invocation import SYNCHRONOUS_PAYLOAD, InvocationResult

if TYPE_CHECKING:
    import asyncio

    from scaffold.local.activity import ActivityLog
    from scaffold.local.application import Function

# The limit that AWS's error message names.
RESPONSE_PAYLOAD: Final = SYNCHRONOUS_PAYLOAD + 100


@dataclass(slots=True, eq=False)
class Job:
    """A pending invocation and the future of its result; `client_context` is JSON."""

    payload: bytes
    trigger: str
    client_context: str | None
    result: asyncio.Future[InvocationResult]
    request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    trace_root: str = field(default_factory=lambda: f"1-{int(time.time()):08x}-{_hex(12)}")
    since: float = field(default_factory=time.perf_counter)
    failed_starts: int = 0

    @property
    def trace(self) -> str:
        """The value of the X-Ray header, for a trace that is not sampled."""
        return f"Root={self.trace_root};Parent={_hex(8)};Sampled=0"


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as Lambda describes it: its type and its JSON document."""

    error_type: str
    payload: bytes

    @classmethod
    def of(cls, error_type: str, message: str) -> Failure:
        """Return a failure that Lambda itself reports."""
        described = {"errorType": error_type, "errorMessage": message}
        return cls(error_type, json.dumps(described, ensure_ascii=False).encode())

    @classmethod
    def reported(cls, error_type: str, payload: bytes) -> Failure:
        """Return a failure that the runtime reports; its payload may name a more specific type."""
        try:
            described = json.loads(payload)
        except ValueError:
            return cls(error_type, payload)
        named = described.get("errorType") if isinstance(described, dict) else None
        return cls(named if isinstance(named, str) and named else error_type, payload)


def timed_out(job: Job, timeout: float) -> Failure:
    """Return the failure of an invocation that exceeded its timeout."""
    message = f"RequestId: {job.request_id} Error: Task timed out after {timeout:.2f} seconds"
    return Failure.of("Sandbox.Timedout", message)


def exited(job: Job, how: str) -> Failure:
    """Return the failure of an invocation whose process exited; `how` is Lambda's wording."""
    return Failure.of("Runtime.ExitError", f"RequestId: {job.request_id} Error: {how}")


def too_large() -> Failure:
    """Return the failure of an invocation whose response exceeds 6 MB."""
    return Failure.of(
        "Function.ResponseSizeTooLarge",
        f"Response payload size exceeded maximum allowed payload size ({RESPONSE_PAYLOAD} bytes).",
    )


def rejected(code: str, message: str) -> InvocationResult:
    """Return the result of an invocation that Lambda would reject."""
    return InvocationResult("", code, Failure.of(code, message).payload)


@dataclass(frozen=True, slots=True)
class Measurements:
    """The duration in milliseconds, memory in MB, and last output of an invocation."""

    duration: float
    init: float | None = None
    memory: float = 0
    lines: bytes = b""


def complete(
    job: Job,
    result: bytes | Failure,
    measured: Measurements,
    function: Function,
    activity: ActivityLog,
) -> None:
    """Log how an invocation ended, and resolve its future unless it was cancelled."""
    error, payload = (
        (result.error_type, result.payload) if isinstance(result, Failure) else (None, result)
    )
    outcome = InvocationResult(
        request_id=job.request_id,
        error_type=error,
        payload=payload,
        duration=measured.duration,
        init=measured.init,
        memory=measured.memory,
        log_tail=_log_tail(job.request_id, measured, function),
    )
    activity.add(
        Invocation(
            at=activity.clock(),
            function=function.logical_id,
            request_id=job.request_id,
            trigger=job.trigger,
            duration=measured.duration,
            init=measured.init,
            memory=measured.memory,
            error=error,
            event=job.payload,
            response=payload,
        )
    )
    if not job.result.done():
        job.result.set_result(outcome)


def _log_tail(request_id: str, measured: Measurements, function: Function) -> bytes:
    report = (
        f"END RequestId: {request_id}\n"
        f"REPORT RequestId: {request_id}\tDuration: {measured.duration:.2f} ms\t"
        f"Billed Duration: {math.ceil(measured.duration + (measured.init or 0))} ms\t"
        f"Memory Size: {function.memory} MB\tMax Memory Used: {measured.memory:.0f} MB\t"
    )
    if measured.init is not None:
        report += f"Init Duration: {measured.init:.2f} ms\t"
    start = f"START RequestId: {request_id} Version: $LATEST\n"
    return (start.encode() + measured.lines + report.encode() + b"\n")[-4096:]


def _hex(size: int) -> str:
    return secrets.token_hex(size)
