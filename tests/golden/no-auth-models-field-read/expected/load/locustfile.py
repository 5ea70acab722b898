"""Load test: see README.md."""

from __future__ import annotations

import json
import random
from pathlib import Path

from locust import HttpUser, LoadTestShape, between

# Written by prepare.py.
TARGET = json.loads(Path(__file__).with_name("target.json").read_text())
FILE = bytes(64 * 1024)


def text(least: int, most: int) -> str:
    """Return a random word of twelve letters, or as many as allowed."""
    return "".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=min(max(12, least), most)))


class Visitor(HttpUser):
    """A visitor who browses, pauses, and occasionally creates something."""

    host = TARGET["apiUrl"]
    wait_time = between(1, 3)

    def get_health(self) -> None:
        self.client.get("/health")

    def list_jobs(self) -> None:
        self.client.get("/jobs")

    def create_job(self) -> None:
        item = {
            "title": text(1, 255),
        }
        self.client.post("/jobs", json=item)

    def upload_to_results(self) -> None:
        uploads = "/buckets/results/uploads"
        file = {"name": "load.bin", "type": "application/octet-stream", "size": len(FILE)}
        started = self.client.post(uploads, json=file)
        if not started.ok:
            return
        upload = started.json()
        self.client.put(
            upload["url"],
            data=FILE,
            headers={**upload["headers"], "Authorization": None},
            name="the bucket results",
        )
        self.client.post(f"{uploads}/{upload['id']}/complete", name=f"{uploads}/{{id}}/complete")

    # A task runs as often as it is listed.
    tasks = [
        get_health,
        *[list_jobs] * 8,
        *[create_job] * 2,
        upload_to_results,
    ]


class Ramp(LoadTestShape):
    """Increases the number of visitors in steps, each long enough for latency to stabilize."""

    # (until this second, this many visitors)
    steps = ((60, 5), (180, 25), (300, 50), (480, 100))

    def tick(self) -> tuple[int, float] | None:
        """Return the number of users and the spawn rate; None ends the test."""
        now = self.get_run_time()
        for until, visitors in self.steps:
            if now < until:
                return visitors, visitors / 20
        return None
