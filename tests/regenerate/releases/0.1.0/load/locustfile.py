"""How many visitors the application holds; README.md says how to find out."""

from __future__ import annotations

import json
from pathlib import Path

from locust import HttpUser, LoadTestShape, between

# Written by prepare.py.
TARGET = json.loads(Path(__file__).with_name("target.json").read_text())


class Visitor(HttpUser):
    """Somebody who looks around, stops to think, and now and then adds something."""

    host = TARGET["apiUrl"]
    wait_time = between(1, 3)

    def get_health(self) -> None:
        self.client.get("/health")

    def call_hello(self) -> None:
        self.client.get(
            "/hello/load",
            name="/hello/{name}",
        )

    # A task comes up as often as it is in the list.
    tasks = [
        get_health,
        *[call_hello] * 4,
    ]


class Ramp(LoadTestShape):
    """More visitors step by step, each step long enough to see its latency settle."""

    # Until that second, that many visitors.
    steps = ((60, 5), (180, 25), (300, 50), (480, 100))

    def tick(self) -> tuple[int, float] | None:
        """Say how many visitors there are now, and how many come a second; None ends the test."""
        now = self.get_run_time()
        for until, visitors in self.steps:
            if now < until:
                return visitors, visitors / 20
        return None
