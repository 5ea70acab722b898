"""The messages to and from the process in which Copier runs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from scaffold.cli.blueprint.limits import Limits


@dataclass(frozen=True, slots=True)
class Request:
    """A blueprint to render into a folder: what Copier needs to know."""

    source: str
    folder: str
    ref: str | None
    trust: bool
    fixed: dict[str, str]
    defaults: dict[str, str]
    ask: bool
    limits: Limits

    def dump(self) -> str:
        """Return the request as text."""
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> Request:
        """Return the request of a text."""
        fields: dict[str, Any] = json.loads(text)
        return cls(**{**fields, "limits": Limits(**fields["limits"])})


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a request: the names of the blueprint's questions, or a problem."""

    questions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    problem: str = ""
    interrupted: bool = False

    def dump(self) -> str:
        """Return the outcome as text."""
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> Outcome:
        """Return the outcome of a text."""
        return cls(**json.loads(text))
