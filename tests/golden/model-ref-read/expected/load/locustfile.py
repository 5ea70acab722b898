"""Load test: see README.md."""

from __future__ import annotations

import itertools
import json
import random
import time
import urllib.request
from pathlib import Path

from locust import HttpUser, LoadTestShape, between, events

# Written by prepare.py.
TARGET = json.loads(Path(__file__).with_name("target.json").read_text())
TOKENS: list[str] = []
TURNS = itertools.count()
# Cognito allows about 120 sign-ins per second, shared with real users.
SIGN_INS_PER_SECOND = 40
FILE = bytes(64 * 1024)


@events.init.add_listener
def sign_everybody_in(**_: object) -> None:
    """Sign in before the ramp: signing in during it would measure Cognito."""
    for user in TARGET["users"]:
        TOKENS.append(sign_in(user["email"], user["password"]))
        time.sleep(1 / SIGN_INS_PER_SECOND)


def sign_in(email: str, password: str) -> str:
    """Return an access token from the user pool client for load tests."""
    call = {
        "AuthFlow": "USER_PASSWORD_AUTH",
        "ClientId": TARGET["clientId"],
        "AuthParameters": {"USERNAME": email, "PASSWORD": password},
    }
    request = urllib.request.Request(
        TARGET["cognitoUrl"],
        json.dumps(call).encode(),
        {
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
        },
    )
    with urllib.request.urlopen(request, timeout=10) as response:
        result = json.load(response)["AuthenticationResult"]
    return str(result["AccessToken"])


def text(least: int, most: int) -> str:
    """Return a random word of twelve letters, or as many as allowed."""
    return "".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=min(max(12, least), most)))


class Visitor(HttpUser):
    """A visitor who browses, pauses, and occasionally creates something."""

    host = TARGET["apiUrl"]
    wait_time = between(1, 3)

    def on_start(self) -> None:
        """Pick one of the tokens; visitors can share one."""
        token = TOKENS[next(TURNS) % len(TOKENS)]
        self.client.headers["Authorization"] = f"Bearer {token}"

    def get_health(self) -> None:
        self.client.get("/health")

    def list_authors(self) -> None:
        self.client.get("/authors")

    def list_shelves(self) -> None:
        self.client.get("/shelves")

    def list_books(self) -> None:
        self.client.get("/books")

    def list_ledgers(self) -> None:
        self.client.get("/ledgers")

    def list_diaries(self) -> None:
        self.client.get("/diaries")

    def create_author(self) -> None:
        item = {
            "name": text(1, 255),
        }
        self.client.post("/authors", json=item)

    def create_shelf(self) -> None:
        item = {
            "label": text(1, 255),
            "keeper": text(1, 255),
        }
        self.client.post("/shelves", json=item)

    def upload_to_scans(self) -> None:
        uploads = "/buckets/scans/uploads"
        file = {"name": "load.bin", "type": "application/octet-stream", "size": len(FILE)}
        started = self.client.post(uploads, json=file)
        if not started.ok:
            return
        upload = started.json()
        self.client.put(
            upload["url"],
            data=FILE,
            headers={**upload["headers"], "Authorization": None},
            name="the bucket scans",
        )
        self.client.post(f"{uploads}/{upload['id']}/complete", name=f"{uploads}/{{id}}/complete")

    # A task runs as often as it is listed.
    tasks = [
        get_health,
        *[list_authors] * 8,
        *[list_shelves] * 8,
        *[list_books] * 8,
        *[list_ledgers] * 8,
        *[list_diaries] * 8,
        *[create_author] * 2,
        *[create_shelf] * 2,
        upload_to_scans,
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
