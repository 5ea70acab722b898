"""Applications of small specs, running in the local cloud, and the people who use them."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import boto3
import goldens
import httpx
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from toolchain import node_project

from scaffold.local import startup
from scaffold.local.activity import ActivityLog, Invocation, Notice
from scaffold.local.frontend import Frontend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from scaffold.local.activity import Record
    from scaffold.local.application import Function
    from scaffold.local.cloud import LocalCloud

# Far more than anything takes, even on a busy machine.
PATIENCE: Final = 60.0
PASSWORD: Final = "Correct horse 1"  # noqa: S105 - nobody's


def covers(*keys: str) -> pytest.MarkDecorator:
    """The mark of a test that shows what these keys do in the local cloud."""
    return pytest.mark.covers(*keys, "local run")


@dataclass(frozen=True)
class Running:
    """An application that runs, and all that it has told."""

    cloud: LocalCloud
    loop: asyncio.AbstractEventLoop
    http: httpx.Client = field(repr=False)

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:  # noqa: ANN401 - httpx's
        """The API's answer."""
        return self.http.request(method, f"{self.cloud.urls['API']}{path}", **options)

    def page(self, path: str, accept: str) -> str:
        """What Vite serves of the frontend."""
        answer = self.http.get(f"{self.cloud.urls['App']}{path}", headers={"Accept": accept})
        return answer.raise_for_status().text

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 has no types
        """A client of the emulator that may do everything."""
        keys = self.cloud.administrator
        return boto3.client(
            service,
            endpoint_url=self.cloud.urls["AWS"],
            region_name=self.cloud.application.region,
            aws_access_key_id=keys["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=keys["AWS_SECRET_ACCESS_KEY"],
        )

    def cognito(self) -> Any:  # noqa: ANN401 - boto3 has no types
        """Cognito as a browser reaches it: without any key."""
        return boto3.client(
            "cognito-idp",
            endpoint_url=self.cloud.urls["AWS"],
            region_name=self.cloud.application.region,
            config=Config(signature_version=UNSIGNED),
        )

    def function(self, name: str) -> Function:
        """A function by its name in the spec."""
        found = self.cloud.application.function(name)
        assert found is not None
        return found

    def output(self, name: str) -> str:
        """An output of the stack."""
        return self.cloud.application.outputs[name]

    def notices(self) -> list[str]:
        """What the local cloud has said so far."""
        records = self.cloud.activity.records()
        return [record.text for record in records if isinstance(record, Notice)]

    def invocations(self, name: str) -> list[Invocation]:
        """The invocations of a function so far."""
        logical_id = self.function(name).logical_id
        return [
            one
            for one in self.cloud.activity.records()
            if isinstance(one, Invocation) and one.function == logical_id
        ]

    def invocation(self, name: str, about: str) -> Invocation:
        """The first invocation of a function whose event has a text in it, awaited."""
        logical_id = self.function(name).logical_id

        def matching(record: Record) -> bool:
            if not isinstance(record, Invocation) or record.function != logical_id:
                return False
            return about.encode() in record.event

        found = asyncio.run_coroutine_threadsafe(self._told(matching), self.loop).result(PATIENCE)
        assert isinstance(found, Invocation)
        return found

    def redeployed(self) -> None:
        """Deploy the template as it is saved now, unless the running application has done so."""
        asyncio.run_coroutine_threadsafe(self.cloud.redeploy(), self.loop).result(PATIENCE)

    async def _told(self, matching: Callable[[Record], bool]) -> Record:
        async with asyncio.timeout(PATIENCE):
            with self.cloud.activity.subscribe() as coming:
                for record in self.cloud.activity.records():
                    if matching(record):
                        return record
                async for record in coming:
                    if matching(record):
                        return record
        raise AssertionError("the activity ended")


@dataclass(frozen=True)
class Person:
    """Somebody who uses an application; without a token nobody is signed in."""

    running: Running
    name: str = ""
    token: str = field(default="", repr=False)

    def ask(self, method: str, path: str, body: object = None) -> httpx.Response:
        """The API's answer to this person."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.running.request(method, path, json=body, headers=headers)

    def make(self, path: str, body: object) -> Any:  # noqa: ANN401 - JSON
        """What has been made at a path where this person may make things."""
        answer = self.ask("POST", path, body)
        assert answer.status_code == 201, answer.text
        return answer.json()


def member(running: Running, email: str, *groups: str) -> Person:
    """Somebody whom an administrator has made, and put into groups."""
    cognito, pool = running.client("cognito-idp"), running.output("UserPoolId")
    named = {"UserPoolId": pool, "Username": email}
    made = cognito.admin_create_user(**named, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(**named, Password=PASSWORD, Permanent=True)
    for group in groups:
        cognito.admin_add_user_to_group(**named, GroupName=group)
    return sign_in(running, email, made["User"]["Username"])


def sign_in(running: Running, email: str, name: str = "") -> Person:
    """Somebody who has signed in."""
    answer = running.cognito().initiate_auth(
        ClientId=running.output("LoadClientId"),
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": PASSWORD},
    )
    return Person(running, name, answer["AuthenticationResult"]["AccessToken"])


def write(spec: str, root: Path, bodies: Mapping[str, str]) -> Path:
    """The project of a spec, with functions' bodies of ours and the frontend's packages."""
    case = goldens.case_of(spec)
    goldens.write_tree(root, dict(case.files))
    functions = root / "backend" / "src" / case.spec.package / "functions"
    for name, body in bodies.items():
        (functions / f"{name}.py").write_text(body, encoding="utf-8")
    return root


def with_packages(root: Path) -> Path:
    """A project whose frontend has what it needs."""
    frontend = root / "frontend"
    (frontend / "node_modules").symlink_to(node_project(frontend) / "node_modules")
    Frontend(frontend).mark_installed()
    return root


@contextlib.contextmanager
def running(
    loop: asyncio.AbstractEventLoop, root: Path, *, frontend: bool = False
) -> Iterator[Running]:
    """The application of a project, as `scaffold dev` runs it, for as long as the block does."""
    options = startup.Options(root, frontend=frontend)
    starting = startup.run(options, ActivityLog(time.time), lambda _: None)
    opening = asyncio.run_coroutine_threadsafe(starting.__aenter__(), loop)
    cloud = opening.result(3 * PATIENCE)
    try:
        with httpx.Client(trust_env=False, timeout=PATIENCE) as http:
            yield Running(cloud, loop, http)
    finally:
        closing = asyncio.run_coroutine_threadsafe(starting.__aexit__(None, None, None), loop)
        closing.result(PATIENCE)
