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

    def list_events(self) -> None:
        self.client.get("/events")

    def list_documents(self) -> None:
        self.client.get("/documents")

    def list_document_files(self) -> None:
        self.client.get("/document-files")

    def list_members(self) -> None:
        self.client.get("/members")

    def list_groups(self) -> None:
        self.client.get("/groups")

    def list_accesses(self) -> None:
        self.client.get("/accesses")

    def list_uploads(self) -> None:
        self.client.get("/uploads")

    def list_warnings(self) -> None:
        self.client.get("/warnings")

    def create_event(self) -> None:
        item = {
            "title": text(1, 255),
            "at": f"2026-01-{random.randint(1, 31):02}T12:00:00Z",
        }
        self.client.post("/events", json=item)

    def create_document_file(self) -> None:
        item = {
            "note": text(1, 255),
        }
        self.client.post("/document-files", json=item)

    def create_member(self) -> None:
        item = {
            "name": text(1, 255),
            "email": f"{text(8, 8)}@example.com",
        }
        self.client.post("/members", json=item)

    def create_group(self) -> None:
        item = {
            "name": text(1, 255),
        }
        self.client.post("/groups", json=item)

    def create_access(self) -> None:
        item = {
            "door": text(1, 255),
            "granted": random.choice([True, False]),
        }
        self.client.post("/accesses", json=item)

    def upload_to_files(self) -> None:
        uploads = "/buckets/files/uploads"
        file = {"name": "load.bin", "type": "application/octet-stream", "size": len(FILE)}
        started = self.client.post(uploads, json=file)
        if not started.ok:
            return
        upload = started.json()
        self.client.put(
            upload["url"],
            data=FILE,
            headers={**upload["headers"], "Authorization": None},
            name="the bucket files",
        )
        self.client.post(f"{uploads}/{upload['id']}/complete", name=f"{uploads}/{{id}}/complete")

    def call_json(self) -> None:
        self.client.get(
            "/json/load",
            name="/json/{id}",
        )

    # A task runs as often as it is listed.
    tasks = [
        get_health,
        *[list_events] * 8,
        *[list_documents] * 8,
        *[list_document_files] * 8,
        *[list_members] * 8,
        *[list_groups] * 8,
        *[list_accesses] * 8,
        *[list_uploads] * 8,
        *[list_warnings] * 8,
        *[create_event] * 2,
        *[create_document_file] * 2,
        *[create_member] * 2,
        *[create_group] * 2,
        *[create_access] * 2,
        upload_to_files,
        *[call_json] * 4,
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
