"""An asynchronous client of the AWS JSON APIs.

Unlike boto3 it needs no thread per long poll, cancels requests immediately, and returns the wire
format, which Lambda's events are made of.
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
"""Fetches the AWS_ variables of a role, or of the administrator for None."""

Attributes: TypeAlias = "Mapping[str, Mapping[str, str]]"
"""Message attributes: `{"name": {"DataType": "String", "StringValue": "text"}}`."""

# Longer than SQS's longest long poll.
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
    """A service rejected a request."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code

    @property
    def is_denied(self) -> bool:
        """True if a permission is missing."""
        return "AccessDenied" in self.code or "NotAuthorized" in self.code


class UnreachableError(Exception):
    """The emulator is restarting or has stopped."""


@dataclass(frozen=True, slots=True)
class RoleClient:
    """Calls operations as a role, or as the administrator."""

    client: AwsClient
    role: str | None

    async def __call__(self, service: str, operation: str, **parameters: object) -> dict[str, Any]:
        """Return the response of an operation; raise `ServiceError` or `UnreachableError`."""
        return await self.client.call(self.role, service, operation, parameters)


class AwsClient:
    """A client of the emulator at the URL `endpoint`."""

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
        # Long polls have connections of their own. Other calls are limited here, because the
        # queue of httpx's connection pool takes quadratic time.
        self._slots = asyncio.Semaphore(_CONCURRENT_CALLS)
        self._http = httpx.AsyncClient(
            timeout=_TIMEOUT,
            limits=httpx.Limits(max_connections=None),
            transport=transport,
            trust_env=False,
            # Loading certificates takes 0.3 s, and plain HTTP needs none.
            verify=self._endpoint.startswith("https:"),
        )

    def as_role(self, role: str | None) -> RoleClient:
        """Return a client with the permissions of a role, or with all permissions for None."""
        return RoleClient(self, role)

    async def call(
        self, role: str | None, service: str, operation: str, parameters: Mapping[str, object]
    ) -> dict[str, Any]:
        """Return the response of an operation; raise `ServiceError` or `UnreachableError`."""
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
        """Publish to an SNS topic, whose API uses form encoding instead of JSON."""
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
        """Return the URL of a queue, given its URL or ARN.

        Looked up as the administrator, because on AWS a role needs no sqs:GetQueueUrl for this.
        """
        if not address.startswith("arn:"):
            return address
        account, name = address.split(":")[4:6]
        parameters = {"QueueName": name, "QueueOwnerAWSAccountId": account}
        answer = await self.call(None, "sqs", "GetQueueUrl", parameters)
        return str(answer["QueueUrl"])

    async def aclose(self) -> None:
        """Close all connections."""
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
        # Concurrent callers share one request for credentials.
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
        # A restarted emulator may not know the credentials any more, so fetch new ones.
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
