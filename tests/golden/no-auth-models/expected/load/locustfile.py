"""How many visitors the application holds; README.md says how to find out."""

from __future__ import annotations

import json
import random
from pathlib import Path

from locust import HttpUser, LoadTestShape, between

# Written by prepare.py.
TARGET = json.loads(Path(__file__).with_name("target.json").read_text())
FILE = bytes(64 * 1024)


def text(least: int, most: int) -> str:
    """A word of a dozen letters, or of as many as are allowed."""
    return "".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=min(max(12, least), most)))


class Visitor(HttpUser):
    """Somebody who looks around, stops to think, and now and then adds something."""

    host = TARGET["apiUrl"]
    wait_time = between(1, 3)

    def get_health(self) -> None:
        self.client.get("/health")

    def list_authors(self) -> None:
        self.client.get("/authors")

    def list_books(self) -> None:
        self.client.get("/books")

    def create_author(self) -> None:
        item = {
            "name": text(1, 60),
        }
        self.client.post("/authors", json=item)

    def create_book(self) -> None:
        item = {
            "title": text(1, 255),
        }
        self.client.post("/books", json=item)

    def upload_to_covers(self) -> None:
        uploads = "/buckets/covers/uploads"
        file = {"name": "load.bin", "type": "application/octet-stream", "size": len(FILE)}
        started = self.client.post(uploads, json=file)
        if not started.ok:
            return
        upload = started.json()
        self.client.post(
            upload["url"],
            data=upload["fields"],
            files={"file": FILE},
            headers={"Authorization": None},
            name="the bucket covers",
        )
        self.client.post(f"{uploads}/{upload['id']}/complete", name=f"{uploads}/{{id}}/complete")

    # A task comes up as often as it is in the list.
    tasks = [
        get_health,
        *[list_authors] * 8,
        *[list_books] * 8,
        *[create_author] * 2,
        *[create_book] * 2,
        upload_to_covers,
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
