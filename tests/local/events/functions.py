"""Functions in place of those that Lambda runs; each test says what they return."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scaffold.local.application import Function
from scaffold.local.invocation import InvocationResult

if TYPE_CHECKING:
    import asyncio

ACCOUNT = "000000000000"
REGION = "us-east-1"


def success(payload: bytes = b"null") -> InvocationResult:
    """Return the result of a handler that returned a JSON document."""
    return InvocationResult("r-1", None, payload)


def error(text: str = "boom", kind: str = "ValueError") -> InvocationResult:
    """Return the result of a handler that raised an exception."""
    payload = json.dumps({"errorMessage": text, "errorType": kind}).encode()
    return InvocationResult("r-1", kind, payload)


class Functions:
    """Records invocations and returns the results that a test sets.

    Results are returned in order, the last one repeatedly; `hold` delays them.
    """

    def __init__(self, *results: InvocationResult) -> None:
        self.events: list[Any] = []
        self.triggers: list[str] = []
        self.arns: list[str] = []
        self.at_once = 0
        self.most_at_once = 0
        self.hold: asyncio.Event | None = None
        self._results = list(results) or [success()]

    def return_first(self, result: InvocationResult) -> None:
        """Return another result from the first invocation."""
        self._results[0] = result

    async def __call__(self, function: str, payload: bytes, *, trigger: str) -> InvocationResult:
        """Return the next result."""
        self.arns.append(function)
        self.events.append(json.loads(payload))
        self.triggers.append(trigger)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if self.hold is not None:
                await self.hold.wait()
        finally:
            self.at_once -= 1
        return self._results.pop(0) if len(self._results) > 1 else self._results[0]


def function(name: str = "work", **options: Any) -> Function:  # noqa: ANN401 - as Function takes them
    """A function of the application."""
    return Function(
        logical_id=name.title(),
        name=name,
        arn=f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}",
        handler="app.handler",
        runtime="python3.14",
        code=Path("src"),
        memory=512,
        role=f"arn:aws:iam::{ACCOUNT}:role/{name}",
        **({"timeout": 10} | options),
    )
