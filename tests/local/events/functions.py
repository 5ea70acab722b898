"""Functions in place of those that Lambda runs: what they answer is written in the test."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scaffold.local.application import Function

if TYPE_CHECKING:
    import asyncio

ACCOUNT = "000000000000"
REGION = "us-east-1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a function answers; an error has a type."""

    payload: bytes = b"null"
    error_type: str | None = None
    request_id: str = "r-1"


def error(text: str = "boom", kind: str = "ValueError") -> Answer:
    """The answer of a handler that raised."""
    return Answer(json.dumps({"errorMessage": text, "errorType": kind}).encode(), kind)


class Functions:
    """The functions' side: keeps what they were invoked with, and answers as a test says.

    Answers are taken in order, the last one for ever; a function may hold its answer back.
    """

    def __init__(self, *answers: Answer) -> None:
        self.events: list[Any] = []
        self.triggers: list[str] = []
        self.arns: list[str] = []
        self.at_once = 0
        self.most_at_once = 0
        self.hold: asyncio.Event | None = None
        self._answers = list(answers) or [Answer()]

    def answer_first(self, answer: Answer) -> None:
        """Give another answer to the first invocation."""
        self._answers[0] = answer

    async def __call__(self, function: str, payload: bytes, *, trigger: str) -> Answer:
        """Answer an invocation."""
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
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


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
