"""The Lambda API, for SDKs and the command line: invoke, list and describe functions."""

from __future__ import annotations

import base64
import json
import uuid
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from scaffold.local.functions.errors import (
    AccessDeniedError,
    InvalidParameterError,
    InvalidRequestError,
    InvalidSignatureError,
    LambdaError,
    MissingTokenError,
    PayloadTooLargeError,
    UnknownKeyError,
    UnknownOperationError,
)
from scaffold.local.functions.signatures import SignedRequest, access_key_of, is_signed_by
from scaffold.local.invocation import ASYNCHRONOUS_PAYLOAD, SYNCHRONOUS_PAYLOAD

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from scaffold.local.application import Function
    from scaffold.local.functions.service import Functions
    from scaffold.local.invocation import InvocationResult

_LIMITS: Final = {
    "RequestResponse": SYNCHRONOUS_PAYLOAD,
    "Event": ASYNCHRONOUS_PAYLOAD,
    "DryRun": SYNCHRONOUS_PAYLOAD,
}


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use the Lambda API.

    `secret_of` returns the secret of an access key ID; `authorize` takes an access key ID, an
    action and a resource; `clock` tells the time, since signatures expire.
    """

    secret_of: Callable[[str], str | None]
    authorize: Callable[[str, str, str], Awaitable[bool]]
    clock: Callable[[], float]


def lambda_api(
    functions: Functions,
    send_async: Callable[[Function, bytes], Awaitable[None]],
    access: Access,
) -> Starlette:
    """Return an ASGI application that implements the Lambda API.

    `send_async` queues events of asynchronous invocations. Requests that are not signed, or with a
    Host header other than this computer's, are rejected.
    """
    operations = _Operations(functions, send_async, access)
    root = "/2015-03-31/functions"
    return Starlette(
        routes=[
            Route(root, operations.list_functions, methods=["GET"]),
            Route(root + "/", operations.list_functions, methods=["GET"]),
            Route(root + "/{name}", operations.get_function, methods=["GET"]),
            Route(root + "/{name}/configuration", operations.get_configuration, methods=["GET"]),
            Route(root + "/{name}/invocations", operations.invoke, methods=["POST"]),
            Route(
                "/{path:path}",
                _unknown_operation,
                methods=["GET", "POST", "PUT", "DELETE", "PATCH"],
            ),
        ],
        middleware=[Middleware(TrustedHostMiddleware, ["127.0.0.1", "localhost", "[::1]"])],
        exception_handlers={LambdaError: _error_response},
    )


@dataclass(frozen=True, slots=True)
class _Operations:
    functions: Functions
    send_async: Callable[[Function, bytes], Awaitable[None]]
    access: Access

    async def invoke(self, request: Request) -> Response:
        """Invoke: synchronously, asynchronously, or as a dry run."""
        kind = request.headers.get("x-amz-invocation-type", "RequestResponse")
        body = await _body(request, kind)
        function = await self._function(request, "lambda:InvokeFunction", body)
        if kind not in _LIMITS:
            raise InvalidParameterError(
                f"Value '{kind}' at 'invocationType' failed to satisfy constraint: Member must"
                f" satisfy enum value set: [{', '.join(_LIMITS)}]"
            )
        payload = _payload(body)
        if kind == "Event":
            await self.send_async(function, payload)
            return Response(status_code=202, headers=_request_id_header())
        if kind == "DryRun":
            return Response(status_code=204, headers=_request_id_header())
        context = _client_context(request)
        result = await self.functions.invoke(
            function.name, payload, trigger="invoke", client_context=context
        )
        return _invoke_response(result, tail=request.headers.get("x-amz-log-type") == "Tail")

    async def list_functions(self, request: Request) -> Response:
        """ListFunctions: all functions on one page."""
        await self._allow(self._authenticate(request, b""), "lambda:ListFunctions", "*")
        configurations = [_configuration(function) for function in self.functions.all()]
        return JSONResponse({"Functions": configurations}, headers=_request_id_header())

    async def get_function(self, request: Request) -> Response:
        """GetFunction."""
        function = await self._function(request, "lambda:GetFunction")
        described = {
            "Configuration": _configuration(function),
            "Code": {"RepositoryType": "S3", "Location": function.code.as_uri()},
        }
        return JSONResponse(described, headers=_request_id_header())

    async def get_configuration(self, request: Request) -> Response:
        """GetFunctionConfiguration."""
        function = await self._function(request, "lambda:GetFunctionConfiguration")
        return JSONResponse(_configuration(function), headers=_request_id_header())

    async def _function(self, request: Request, action: str, body: bytes = b"") -> Function:
        name, qualifier = request.path_params["name"], request.query_params.get("Qualifier")
        key = self._authenticate(request, body)
        function = self.functions.find(name, qualifier)
        suffix = f":{qualifier}" if qualifier else ""
        await self._allow(key, action, function.arn + suffix)
        return function

    def _authenticate(self, request: Request, body: bytes) -> str:
        """Return the access key ID that signed a request; raise LambdaError if none did."""
        headers = {name.lower(): value for name, value in request.headers.items()}
        key = access_key_of(headers)
        if key is None:
            raise MissingTokenError("Missing Authentication Token")
        secret = self.access.secret_of(key)
        if secret is None:
            raise UnknownKeyError("The security token included in the request is invalid.")
        target = request.scope["raw_path"].decode("latin-1")
        if query := request.scope["query_string"]:
            target += f"?{query.decode('latin-1')}"
        signed = SignedRequest(request.method, target, headers, body)
        if not is_signed_by(signed, secret, self.access.clock()):
            raise InvalidSignatureError(
                "The request signature we calculated does not match the signature you provided."
                " Check your AWS Secret Access Key and signing method."
            )
        return key

    async def _allow(self, key: str, action: str, resource: str) -> None:
        if not await self.access.authorize(key, action, resource):
            raise AccessDeniedError(
                f"User: {key} is not authorized to perform: {action} on resource:"
                f" {resource} because no identity-based policy allows the {action} action"
            )


async def _body(request: Request, kind: str) -> bytes:
    """Return the body of an invocation; raise LambdaError if it is too large."""
    body = bytearray()
    limit = _LIMITS.get(kind, SYNCHRONOUS_PAYLOAD)
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= limit:
            body += chunk
    if size > limit:
        raise PayloadTooLargeError(size, kind, limit)
    return bytes(body)


def _payload(body: bytes) -> bytes:
    """Return the JSON in a body, `{}` if it is empty; raise LambdaError if it is not JSON."""
    try:
        json.loads(body or b"{}")
    except (ValueError, RecursionError) as error:
        raise InvalidRequestError(f"Could not parse request body into json: {error}") from error
    return body or b"{}"


def _client_context(request: Request) -> str | None:
    """Return the client context as JSON on one line, or None."""
    encoded = request.headers.get("x-amz-client-context")
    if encoded is None:
        return None
    try:
        return json.dumps(json.loads(base64.b64decode(encoded, validate=True)))
    except ValueError as error:
        raise InvalidRequestError(f"Client context must be a valid JSON: {error}") from error


def _invoke_response(result: InvocationResult, *, tail: bool) -> Response:
    headers = {
        "x-amzn-RequestId": result.request_id,
        "X-Amz-Executed-Version": "$LATEST",
    }
    if result.error_type is not None:
        headers["X-Amz-Function-Error"] = "Unhandled"
    if tail:
        headers["X-Amz-Log-Result"] = base64.b64encode(result.log_tail).decode()
    return Response(result.payload, headers=headers, media_type="application/json")


def _configuration(function: Function) -> dict[str, object]:
    return {
        "FunctionName": function.name,
        "FunctionArn": function.arn,
        "Runtime": function.runtime,
        "Role": function.role,
        "Handler": function.handler,
        "Timeout": function.timeout,
        "MemorySize": function.memory,
        "Environment": {"Variables": dict(function.environment)},
        "Version": "$LATEST",
        "PackageType": "Zip",
        "State": "Active",
        "LastUpdateStatus": "Successful",
    }


async def _unknown_operation(request: Request) -> Response:
    raise UnknownOperationError(
        f"{request.method} {request.url.path} is not implemented locally; only Invoke,"
        " ListFunctions, GetFunction and GetFunctionConfiguration are"
    )


async def _error_response(_: Request, error: Exception) -> Response:
    assert isinstance(error, LambdaError)  # noqa: S101 - registered for this class
    blame = "User" if error.status < HTTPStatus.INTERNAL_SERVER_ERROR else "Service"
    return JSONResponse(
        {"Type": blame, "Message": str(error)},
        status_code=error.status,
        headers={"x-amzn-ErrorType": error.code, **_request_id_header()},
    )


def _request_id_header() -> dict[str, str]:
    return {"x-amzn-RequestId": str(uuid.uuid4())}
