"""The contract between event sources and functions: an event in, a result out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

# The error type of a result where Lambda had no capacity to run the function.
THROTTLED: Final = "TooManyRequestsException"
# AWS's limits, in bytes. Event source mappings keep to the synchronous one.
SYNCHRONOUS_PAYLOAD: Final = 6 * 2**20
ASYNCHRONOUS_PAYLOAD: Final = 2**20


@dataclass(frozen=True, slots=True)
class InvocationResult:
    """The result of an invocation; times in milliseconds, memory in MB.

    `payload` is the handler's response, or Lambda's description of the error where there is an
    `error_type`; `log_tail` is the end of the log as `LogType=Tail` returns it.
    """

    request_id: str
    error_type: str | None
    payload: bytes
    duration: float = 0
    init: float | None = None
    memory: float = 0
    log_tail: bytes = b""


class Invoke(Protocol):
    """Invokes a function by its name or ARN and waits; `trigger` names the source of the event."""

    async def __call__(self, function: str, payload: bytes, /, *, trigger: str) -> InvocationResult:
        """Return the result; the function's errors are results, not exceptions."""
        ...
