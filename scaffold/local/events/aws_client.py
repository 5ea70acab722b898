"""AWS's JSON APIs over one asynchronous HTTP client.

Twenty queues are twenty requests that wait, not twenty threads that do; a cancelled request ends
at once; and what comes back is the wire's JSON, which is what Lambda's events are made of.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import httpx
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from scaffold.local.events.clock import Clock

FetchCredentials: TypeAlias = "Callable[[str | None], Awaitable[Mapping[str, str]]]"
"""`AWS_ACCESS_KEY_ID` and the like of a role; of the local cloud itself for None."""

Attributes: TypeAlias = "Mapping[str, Mapping[str, str]]"
"""Message attributes: `{"name": {"DataType": "String", "StringValue": "text"}}`."""

# Longer than the longest long poll.
_TIMEOUT: Final = httpx.Timeout(35, connect=2)
_CONCURRENT_CALLS: Final = 16
_POLL: Final = "AmazonSQS.ReceiveMessage"
_CREDENTIALS_TTL: Final = 600
_SIGNING_NAMES: Final = {"dynamodbstreams": "dynamodb"}
_TARGETS: Final = {
    "sqs": ("AmazonSQS", "1.0"),
    "dynamodbstreams": ("DynamoDBStreams_20120810", "1.0"),
    "events": ("AWSEvents", "1.1"),
}


class ServiceError(Exception):
    """A service has refused a request."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code

    @property
    def is_denied(self) -> bool:
        """Whether a permission is missing."""
        return "AccessDenied" in self.code or "NotAuthorized" in self.code


class UnreachableError(Exception):
    """The emulator does not answer: it restarts, or has ended."""


@dataclass(frozen=True, slots=True)
class RoleClient:
    """Calls operations as one role, or as the local cloud itself."""

    client: AwsClient
    role: str | None

    async def __call__(self, service: str, operation: str, **parameters: object) -> dict[str, Any]:
        """The answer of an operation; raises `ServiceError` and `UnreachableError`."""
        return await self.client.call(self.role, service, operation, parameters)


class AwsClient:
    """The emulator's services; `endpoint` is its URL."""

    def __init__(
        self,
        endpoint: str,
        region: str,
        credentials: FetchCredentials,
        clock: Clock,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._endpoint = endpoint.rstrip("/") + "/"
        self._region = region
        self._credentials = credentials
        self._clock = clock
        self._cached_credentials: dict[str | None, tuple[float, Credentials]] = {}
        self._credential_locks: defaultdict[str | None, asyncio.Lock] = defaultdict(asyncio.Lock)
        # Polls wait, each on a connection of its own. All else takes turns: the pool's own queue
        # costs time that grows with the square of its length.
        self._slots = asyncio.Semaphore(_CONCURRENT_CALLS)
        self._http = httpx.AsyncClient(
            timeout=_TIMEOUT,
            limits=httpx.Limits(max_connections=None),
            transport=transport,
            trust_env=False,
            # Certificates take a third of a second to load, and loopback has none.
            verify=self._endpoint.startswith("https:"),
        )

    def as_role(self, role: str | None) -> RoleClient:
        """Whoever calls with the permissions of a role; all permissions for None."""
        return RoleClient(self, role)

    async def call(
        self, role: str | None, service: str, operation: str, parameters: Mapping[str, object]
    ) -> dict[str, Any]:
        """The answer of an operation; raises `ServiceError` and `UnreachableError`."""
        target, version = _TARGETS[service]
        headers = {
            "Content-Type": f"application/x-amz-json-{version}",
            "X-Amz-Target": f"{target}.{operation}",
        }
        body = json.dumps(parameters).encode()
        response = await self._post(role, _SIGNING_NAMES.get(service, service), headers, body)
        if response.is_success:
            answer: dict[str, Any] = response.json() if response.content else {}
            return answer
        raise self._error(role, response)

    async def publish(
        self, role: str | None, topic: str, message: str, attributes: Attributes
    ) -> None:
        """Publish to an SNS topic, whose API is made of forms."""
        form = {"Action": "Publish", "Version": "2010-03-31", "TopicArn": topic, "Message": message}
        for number, (name, value) in enumerate(attributes.items(), 1):
            entry = f"MessageAttributes.entry.{number}"
            form[f"{entry}.Name"] = name
            form |= {f"{entry}.Value.{key}": text for key, text in value.items()}
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
        body = str(httpx.QueryParams(form)).encode()
        response = await self._post(role, "sns", headers, body)
        if not response.is_success:
            raise self._error(role, response)

    async def queue_url(self, address: str) -> str:
        """The URL of a queue, given by that or by its ARN.

        The services know their queues: a role needs no sqs:GetQueueUrl for this.
        """
        if not address.startswith("arn:"):
            return address
        account, name = address.split(":")[4:6]
        parameters = {"QueueName": name, "QueueOwnerAWSAccountId": account}
        answer = await self.call(None, "sqs", "GetQueueUrl", parameters)
        return str(answer["QueueUrl"])

    async def aclose(self) -> None:
        """End every connection."""
        await self._http.aclose()

    async def _post(
        self, role: str | None, service: str, headers: dict[str, str], body: bytes
    ) -> httpx.Response:
        request = AWSRequest("POST", self._endpoint, headers=headers, data=body)
        SigV4Auth(await self._credentials_of(role), service, self._region).add_auth(request)
        slot = contextlib.nullcontext() if headers.get("X-Amz-Target") == _POLL else self._slots
        try:
            async with slot:
                return await self._http.post(
                    self._endpoint, content=body, headers=dict(request.headers)
                )
        except httpx.TransportError as error:
            raise UnreachableError(str(error) or type(error).__name__) from error

    async def _credentials_of(self, role: str | None) -> Credentials:
        # Of many that begin at once, one asks.
        async with self._credential_locks[role]:
            since, credentials = self._cached_credentials.get(role, (0.0, None))
            if credentials is None or self._clock.time() - since > _CREDENTIALS_TTL:
                values = await self._credentials(role)
                credentials = Credentials(
                    values["AWS_ACCESS_KEY_ID"],
                    values["AWS_SECRET_ACCESS_KEY"],
                    values.get("AWS_SESSION_TOKEN"),
                )
                self._cached_credentials[role] = (self._clock.time(), credentials)
            return credentials

    def _error(self, role: str | None, response: httpx.Response) -> ServiceError:
        # Credentials that an emulator has forgotten over a restart are asked for again.
        self._cached_credentials.pop(role, None)
        try:
            body = response.json()
            code = str(body.get("__type", response.status_code)).rpartition("#")[2]
            return ServiceError(code, str(body.get("message") or body.get("Message") or ""))
        except ValueError:
            return ServiceError(*_xml_error(response))


def _xml_error(response: httpx.Response) -> tuple[str, str]:
    code = response.text.partition("<Code>")[2].partition("</Code>")[0]
    message = response.text.partition("<Message>")[2].partition("</Message>")[0]
    return code or str(response.status_code), message
