"""The dashboard's HTTP endpoints: a page, the state as JSON, and records as server-sent events."""

from __future__ import annotations

import base64
import dataclasses
import json
from collections import Counter, defaultdict
from importlib.resources import files
from statistics import median
from typing import TYPE_CHECKING, Any, Final, Protocol

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from scaffold.errors import ScaffoldError
from scaffold.local.activity import Invocation
from scaffold.local.application import unknown_function
from scaffold.local.loopback import is_local_host

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from datetime import datetime

    from starlette.types import ASGIApp, Receive, Scope, Send

    from scaffold.local.activity import ActivityLog, Record
    from scaffold.local.application import Application, Schedule
    from scaffold.local.dashboard.contents import Contents
    from scaffold.local.invocation import InvocationResult

_TYPES: Final = {"html": "text/html", "js": "text/javascript", "css": "text/css"}
_HTTP_PORT: Final = 80
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self';"
    " connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Cloud(Protocol):
    """The local cloud, as the dashboard sees it."""

    @property
    def activity(self) -> ActivityLog:
        """The activity log."""

    @property
    def application(self) -> Application:
        """The deployed application."""

    @property
    def urls(self) -> Mapping[str, str]:
        """The URLs of the parts by label."""

    @property
    def contents(self) -> Contents:
        """The contents of queues and buckets."""

    async def mails(self) -> list[dict[str, Any]]:
        """Return the emails that were sent: `at`, `to`, `subject`, `text`."""

    async def invoke_function(
        self, function: str, payload: bytes, *, trigger: str
    ) -> InvocationResult:
        """Invoke a function by its name or logical ID."""

    async def fire(self, schedule: str) -> None:
        """Fire a schedule now."""

    def next_due(self, schedule: str) -> datetime | None:
        """Return when a schedule is due next."""


def dashboard(cloud: Cloud) -> Starlette:
    """Return the ASGI application of the dashboard."""
    endpoints = _Endpoints(cloud)
    routes = [
        Route("/", endpoints.page),
        Route("/page.{suffix}", endpoints.asset),
        Route("/api/state", endpoints.state),
        Route("/api/records", endpoints.records),
        Route("/api/mails", endpoints.mails),
        Route("/api/queues", endpoints.queues),
        Route("/api/queues/{name}/redrive", endpoints.redrive, methods=["POST"]),
        Route("/api/buckets/{name}", endpoints.objects),
        Route("/api/schedules/{name}/fire", endpoints.fire, methods=["POST"]),
        Route("/api/invoke", endpoints.invoke, methods=["POST"]),
        Route("/api/replay/{request_id}", endpoints.replay, methods=["POST"]),
    ]
    return Starlette(routes=routes, middleware=[Middleware(_OriginGuard)])


class _OriginGuard:
    """Rejects cross-origin requests and form posts, and Host headers of other computers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        answer = self._app if scope["type"] != "http" else _rejection(request) or self._app
        await answer(scope, receive, send)


def _rejection(request: Request) -> Response | None:
    host = request.headers.get("host", "")
    server = request.scope.get("server") or ("", _HTTP_PORT)
    if not is_local_host(host, int(server[1])):
        return _error(403, "the Host header does not name this computer")
    if request.headers.get("origin", f"http://{host}") != f"http://{host}":
        return _error(403, "cross-origin requests are not allowed")
    posts = request.method == "POST"
    if posts and request.headers.get("content-type", "application/json") != "application/json":
        return _error(415, "the Content-Type must be application/json")
    return None


class _Endpoints:
    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    async def page(self, _request: Request) -> Response:
        return _static("html")

    async def asset(self, request: Request) -> Response:
        suffix = request.path_params["suffix"]
        return _static(suffix) if suffix in _TYPES else _error(404, "no such file")

    async def state(self, _request: Request) -> Response:
        application = self._cloud.application
        return JSONResponse(
            {
                "stack": application.stack,
                "urls": dict(self._cloud.urls),
                "warnings": application.warnings,
                "functions": _functions(application, self._cloud.activity),
                "schedules": [self._schedule(schedule) for schedule in application.schedules],
                "buckets": _buckets(application),
            },
            headers=_HEADERS,
        )

    def _schedule(self, schedule: Schedule) -> dict[str, Any]:
        due = self._cloud.next_due(schedule.logical_id)
        return {
            "name": schedule.logical_id,
            "expression": schedule.expression,
            "zone": schedule.timezone,
            "next": due.timestamp() if due else None,
        }

    async def records(self, _request: Request) -> Response:
        headers = {**_HEADERS, "X-Accel-Buffering": "no"}
        stream = _stream(self._cloud.activity)
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    async def mails(self, request: Request) -> Response:
        wanted = request.query_params.get("to", "").lower()
        sent = await self._cloud.mails()
        shown = [mail for mail in sent if not wanted or wanted in str(mail["to"]).lower()]
        return JSONResponse(shown, headers=_HEADERS)

    async def queues(self, _request: Request) -> Response:
        labels = _queue_labels(self._cloud.application)
        queues = [
            {**dataclasses.asdict(queue), "label": labels.get(queue.name, queue.name)}
            for queue in await self._cloud.contents.queues()
        ]
        return JSONResponse(queues, headers=_HEADERS)

    async def redrive(self, request: Request) -> Response:
        try:
            moved = await self._cloud.contents.redrive(request.path_params["name"])
        except LookupError as error:
            return _error(404, str(error))
        return JSONResponse({"moved": moved}, headers=_HEADERS)

    async def objects(self, request: Request) -> Response:
        known = _buckets(self._cloud.application)
        bucket = known.get(request.path_params["name"])
        if bucket is None:
            return _error(404, "no such bucket")
        objects = await self._cloud.contents.objects(bucket)
        return JSONResponse([dataclasses.asdict(stored) for stored in objects], headers=_HEADERS)

    async def fire(self, request: Request) -> Response:
        try:
            await self._cloud.fire(request.path_params["name"])
        except ScaffoldError as error:
            return _error(404, str(error))
        return JSONResponse({"fired": True}, headers=_HEADERS)

    async def invoke(self, request: Request) -> Response:
        try:
            body = json.loads(await request.body())
            name, event = body["function"], body.get("event", {})
        except (ValueError, KeyError, TypeError):
            return _error(400, 'send {"function": "name", "event": {}}')
        return await self._call(str(name), json.dumps(event).encode(), trigger="invoke")

    async def replay(self, request: Request) -> Response:
        wanted = request.path_params["request_id"]
        for record in self._cloud.activity.records():
            if isinstance(record, Invocation) and record.request_id == wanted:
                return await self._call(record.function, record.event, trigger="replay")
        return _error(404, "the invocation is no longer in the activity log")

    async def _call(self, name: str, payload: bytes, *, trigger: str) -> Response:
        function = self._cloud.application.function(name)
        if function is None:
            known = [function.logical_id for function in self._cloud.application.functions]
            return _error(404, unknown_function(name, known))
        result = await self._cloud.invoke_function(function.name, payload, trigger=trigger)
        return JSONResponse(
            {
                "request_id": result.request_id,
                "error": result.error_type,
                "duration": round(result.duration, 2),
                "payload": _text(result.payload),
            },
            headers=_HEADERS,
        )


def _static(suffix: str) -> Response:
    content = (files("scaffold.local.dashboard") / "page" / f"page.{suffix}").read_bytes()
    return Response(content, media_type=_TYPES[suffix], headers=_HEADERS)


def _error(status: int, message: str) -> Response:
    return JSONResponse({"message": message}, status_code=status, headers=_HEADERS)


def _buckets(application: Application) -> dict[str, str]:
    return dict(application.buckets)


def _queue_labels(application: Application) -> dict[str, str]:
    """Return the logical IDs of queues by their names; their physical IDs are URLs."""
    labels = {url.rsplit("/", 1)[-1]: name for name, url in application.resources.items()}
    async_queues = {
        function.async_queue.rsplit("/", 1)[-1]: f"{function.logical_id} (events)"
        for function in application.functions
        if function.async_queue is not None
    }
    return labels | async_queues


def _functions(application: Application, activity: ActivityLog) -> list[dict[str, Any]]:
    durations: dict[str, list[float]] = defaultdict(list)
    errors: Counter[str] = Counter()
    memory: dict[str, float] = {}
    for record in activity.records():
        if isinstance(record, Invocation):
            durations[record.function].append(record.duration)
            errors[record.function] += record.error is not None
            memory[record.function] = max(record.memory, memory.get(record.function, 0))
    return [
        {
            "name": function.logical_id,
            "handler": function.handler,
            "invocations": len(durations[function.logical_id]),
            "errors": errors[function.logical_id],
            "median": _median(durations[function.logical_id]),
            "memory": round(memory.get(function.logical_id, 0)),
            "limit": function.memory,
            "timeout": function.timeout,
        }
        for function in application.functions
    ]


def _median(milliseconds: list[float]) -> float | None:
    return round(median(milliseconds), 1) if milliseconds else None


async def _stream(activity: ActivityLog) -> AsyncIterator[str]:
    with activity.subscribe() as records:
        for record in activity.records()[-200:]:
            yield _event(record)
        async for record in records:
            yield _event(record)


def _event(record: Record) -> str:
    fields = {
        key: _text(value) if isinstance(value, bytes) else value
        for key, value in dataclasses.asdict(record).items()
    }
    return f"event: {type(record).__name__}\ndata: {json.dumps(fields)}\n\n"


def _text(payload: bytes) -> str:
    try:
        return payload.decode()
    except UnicodeDecodeError:
        return base64.b64encode(payload).decode()
