"""Access to an emulator: clients, credentials of roles, IAM decisions and emails."""

from __future__ import annotations

import asyncio
import os
import re
import threading
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from scaffold.errors import ScaffoldError
from scaffold.local.emulator.process import CONTROL_HEADER, RootKey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.local.activity import ActivityLog
    from scaffold.local.application import Json
    from scaffold.local.emulator.process import EmulatorProcess

# Clients and workers that live longer assume the role again.
SESSION_SECONDS: Final = 12 * 3600
_ASSUMED: Final = re.compile(r"assumed-role/(?P<role>[^/]+)/")
_WRONG_IN_A_SESSION_NAME: Final = re.compile(r"[^\w+=,.@-]")


def preload() -> None:
    """Import slow modules, in a thread while the emulator starts."""
    import botocore.session  # noqa: F401, PLC0415 - that is the point


def _make_session() -> Any:  # noqa: ANN401 - botocore has no types
    import botocore.session  # noqa: PLC0415 - start-up time
    from botocore.configprovider import (  # noqa: PLC0415 - likewise
        BOTOCORE_DEFAUT_SESSION_VARIABLES as VARIABLES,
    )
    from botocore.loaders import Loader  # noqa: PLC0415 - likewise

    from scaffold.local.emulator.boot.models import ModelFiles  # noqa: PLC0415 - likewise

    # Neither environment variables nor profiles: they are the user's, and meant for AWS.
    apart = {name: (key, None, value, cast) for name, (key, _, value, cast) in VARIABLES.items()}
    files = dict.fromkeys(("config_file", "credentials_file"), (None, None, os.devnull, None))
    session = botocore.session.Session({**apart, **files})
    session.register_component("data_loader", Loader(file_loader=ModelFiles()))
    return session


class EndpointError(ScaffoldError):
    """The endpoint does not respond as AWS does."""


@dataclass(frozen=True, slots=True)
class Mail:
    """An email that AWS would have sent; `at` in seconds since the epoch."""

    id: str
    at: float
    sender: str
    to: tuple[str, ...]
    subject: str
    body: str


class Emulator:
    """The AWS APIs at a local endpoint."""

    def __init__(self, endpoint: str, region: str, key: RootKey, journal: ActivityLog) -> None:
        self.endpoint = endpoint
        self.region = region
        self._key = key
        self._journal = journal
        self._lock = threading.RLock()
        self._session: Any = None
        self._clients: dict[tuple[str, str | None], Any] = {}
        self._made: dict[tuple[str, str | None], float] = {}
        self._roles: dict[str, str] = {}
        self._secrets = {key.id: key.secret}

    @classmethod
    def of(cls, process: EmulatorProcess, region: str, journal: ActivityLog) -> Emulator:
        """Return the emulator of a process, whose messages go to the journal."""
        emulator = cls(process.endpoint, region, process.key, journal)
        process.listen(emulator.hear)
        return emulator

    @classmethod
    def at(cls, endpoint: str, region: str, journal: ActivityLog) -> Emulator:
        """Return an emulator that is already running; raises EndpointError for a malformed URL."""
        url = urlsplit(endpoint)
        if url.scheme not in {"http", "https"} or not url.hostname:
            raise EndpointError(f"{endpoint} is not a URL: use one like http://127.0.0.1:4566.")
        return cls(endpoint.rstrip("/"), region, RootKey("test", "test", ""), journal)

    def check(self) -> None:
        """Raise EndpointError unless the endpoint responds as AWS does; blocks."""
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - with the clients

        try:
            self.client("sts").get_caller_identity()
        except (BotoCoreError, ClientError) as error:
            raise EndpointError(
                f"{self.endpoint} does not respond as AWS does ({error}). Start an emulator there,"
                " or omit --endpoint to run the built-in one."
            ) from error

    def client(self, service: str, role_arn: str | None = None) -> Any:  # noqa: ANN401 - botocore has no types
        """Return a botocore client with full permissions or, with a role, the role's.

        Blocks while it is created. Clients are thread-safe and cached; call again every few hours,
        since a role's session expires.
        """
        key, now = (service, role_arn), self._journal.clock()
        with self._lock:
            is_stale = role_arn is not None and now > self._made.get(key, now) + SESSION_SECONDS / 2
            if is_stale or key not in self._clients:
                self._clients[key] = self._make_client(service, role_arn)
                self._made[key] = now
            return self._clients[key]

    def _make_client(self, service: str, role_arn: str | None) -> Any:  # noqa: ANN401 - likewise
        from botocore.config import Config  # noqa: PLC0415 - start-up time

        if self._session is None:
            self._session = _make_session()
        credentials = self.administrator if role_arn is None else self._assume(role_arn, "service")
        client = self._session.create_client(
            service,
            self.region,
            endpoint_url=self.endpoint,
            aws_access_key_id=credentials["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=credentials["AWS_SECRET_ACCESS_KEY"],
            aws_session_token=credentials.get("AWS_SESSION_TOKEN"),
            config=Config(
                connect_timeout=2,
                retries={"total_max_attempts": 2, "mode": "standard"},
                max_pool_connections=50,
                # Not those of the environment: the endpoint is on this computer.
                proxies={},
                s3={"addressing_style": "path"},
            ),
        )
        client.meta.events.register("after-call", self._raise_if_not_implemented)
        return client

    def _raise_if_not_implemented(
        self,
        http_response: Any,  # noqa: ANN401 - botocore has no types
        parsed: Mapping[str, Any],
        model: Any,  # noqa: ANN401 - likewise
        **_: object,
    ) -> None:
        """Raise EndpointError for operations that the emulator does not implement."""
        if http_response.status_code == HTTPStatus.NOT_IMPLEMENTED:
            service = model.service_model.service_id
            reason = parsed.get("Error", {}).get("Message", "")
            raise EndpointError(
                f"{self.endpoint} does not implement {model.name} of {service}, which the"
                f" application needs: {reason}\nEnable the service in the emulator of --endpoint,"
                " or omit --endpoint to run the built-in one."
            )

    @property
    def administrator(self) -> Mapping[str, str]:
        """The environment variables with credentials that have full permissions."""
        return {"AWS_ACCESS_KEY_ID": self._key.id, "AWS_SECRET_ACCESS_KEY": self._key.secret}

    async def credentials(self, role_arn: str | None, session: str = "local") -> Mapping[str, str]:
        """Return the environment variables with a role's credentials, valid for hours.

        Without a role, returns the administrator's.
        """
        if role_arn is None:
            return self.administrator
        return await asyncio.to_thread(self._assume, role_arn, session)

    def _assume(self, role_arn: str, session: str) -> Mapping[str, str]:
        issued = self.client("sts").assume_role(
            RoleArn=role_arn,
            RoleSessionName=_WRONG_IN_A_SESSION_NAME.sub("-", session)[:64],
            DurationSeconds=SESSION_SECONDS,
        )["Credentials"]
        self._roles[issued["AccessKeyId"]] = role_arn
        self._secrets[issued["AccessKeyId"]] = issued["SecretAccessKey"]
        return {
            "AWS_ACCESS_KEY_ID": issued["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": issued["SecretAccessKey"],
            "AWS_SESSION_TOKEN": issued["SessionToken"],
        }

    def secret_of(self, access_key_id: str) -> str | None:
        """Return the secret of an access key that was handed out here, or None."""
        return self._secrets.get(access_key_id)

    async def authorize(self, access_key_id: str, action: str, resource_arn: str) -> bool:
        """Return True if the role of an access key is allowed an action on a resource.

        Reports a denial to the journal, with the policy statement that would allow the action.
        """
        if access_key_id == self._key.id:
            return True
        role = self._roles.get(access_key_id)
        return role is not None and await self.role_may(role, action, resource_arn)

    async def role_may(self, role_arn: str, action: str, resource_arn: str) -> bool:
        """Return True if a role's policies allow an action on a resource; reports a denial."""
        iam = await asyncio.to_thread(self.client, "iam")
        response = await asyncio.to_thread(
            iam.simulate_principal_policy,
            PolicySourceArn=role_arn,
            ActionNames=[action],
            ResourceArns=[resource_arn],
        )
        allowed = all(
            result["EvalDecision"] == "allowed" for result in response["EvaluationResults"]
        )
        if not allowed:
            self._report_denial(role_arn.rpartition("/")[2], action, resource_arn)
        return allowed

    async def mails(self) -> tuple[Mail, ...]:
        """Return the emails, oldest first."""
        import httpx  # noqa: PLC0415 - start-up time

        async with httpx.AsyncClient(trust_env=False) as client:
            response = await client.get(
                f"{self.endpoint}/_ministack/ses/messages",
                headers={CONTROL_HEADER: self._key.control},
            )
        accounts = response.raise_for_status().json()["messages"]
        return tuple(_mail(message) for messages in accounts.values() for message in messages)

    def hear(self, message: Mapping[str, Json]) -> None:
        """Write a message of the emulator to the journal."""
        match message:
            case {"kind": "denied", "principal": str(principal), "action": str(action)}:
                match = _ASSUMED.search(principal)
                role = match["role"] if match else principal
                resource = str(message.get("resource"))
                self._report_denial(role, action, resource, explicit=bool(message["explicit"]))
            case {"kind": "mail", "to": list(to), "subject": str(subject), "body": str(body)}:
                recipients = ", ".join(map(str, to))
                self._journal.notice(f"Mail to {recipients}: {subject}\n{body}", topic="mail")
            case {"kind": "unsaved", "text": str(text)}:
                self._journal.notice(
                    f"{text}. The AWS emulator keeps it in memory only and loses it when it stops.",
                    level="error",
                    topic="emulator",
                )

    def _report_denial(
        self, role: str, action: str, resource: str, *, explicit: bool = False
    ) -> None:
        if explicit:
            advice = "A policy statement denies it explicitly."
        else:
            advice = (
                "To allow it, add this statement to the role's policy:\n"
                f"  - Effect: Allow\n    Action: {action}\n    Resource: {resource}"
            )
        self._journal.notice(
            f"AccessDenied: {role} may not {action} on {resource}. {advice}",
            level="error",
            topic="iam",
        )


def _mail(message: Mapping[str, Any]) -> Mail:
    return Mail(
        id=str(message.get("MessageId", "")),
        at=float(message.get("Timestamp") or 0),
        sender=str(message.get("Source", "")),
        to=tuple(message.get("To", ())),
        subject=str(message.get("Subject", "")),
        body=str(message.get("BodyText") or message.get("BodyHtml") or ""),
    )
