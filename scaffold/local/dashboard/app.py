"""The dashboard's HTTP endpoints: a page, the state as JSON, and records as server-sent events."""

from __future__ import annotations

import base64
import dataclasses
import json
from collections import Counter, defaultdict
from importlib.resources import files
from statistics import median
from typing import TYPE_CHECKING, Any, Final, Never, Protocol

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from scaffold.errors import ScaffoldError
from scaffold.local.activity import Invocation
from scaffold.local.application import unknown_function
from scaffold.local.dashboard.access import AccessGuard
from scaffold.local.dashboard.answers import HEADERS, answer, error
from scaffold.local.dashboard.bodies import read_body
from scaffold.local.dashboard.user_endpoints import RequestError, UserDirectory, UserEndpoints

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from datetime import datetime

    from starlette.requests import Request

    from scaffold.local.activity import ActivityLog, Record
    from scaffold.local.application import Application, Schedule
    from scaffold.local.dashboard.contents import Contents
    from scaffold.local.dashboard.user_endpoints import Endpoint
    from scaffold.local.invocation import InvocationResult

_TYPES: Final = {"html": "text/html", "js": "text/javascript", "css": "text/css"}


class Cloud(UserDirectory, Protocol):
    """The local cloud, as the dashboard sees it."""

    @property
    def activity(self) -> ActivityLog:
        """The activity log."""

    @property
    def urls(self) -> Mapping[str, str]:
        """The URLs of the parts by label."""

    @property
    def contents(self) -> Contents:
        """The contents of queues and buckets."""

    async def invoke_function(
        self, function: str, payload: bytes, *, trigger: str
    ) -> InvocationResult:
        """Invoke a function by its name or logical ID."""

    async def fire(self, schedule: str) -> None:
        """Fire a schedule now."""

    def next_due(self, schedule: str) -> datetime | None:
        """Return when a schedule is due next."""


def dashboard(cloud: Cloud, token: str) -> Starlette:
    """Return the ASGI application of the dashboard, for whoever has the token."""
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
        *(
            Route(path, _responding(endpoint), methods=[method])
            for method, path, endpoint in UserEndpoints(cloud).routes()
        ),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(AccessGuard, token=token)],
        exception_handlers={HTTPException: _http_error},
    )


async def _http_error(_request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)  # noqa: S101 - registered for this class
    return error(problem.status_code, problem.detail, problem.headers)


def _responding(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    async def respond(request: Request) -> Response:
        try:
            return answer(await endpoint(request))
        except RequestError as problem:
            return error(problem.status, str(problem))

    return respond


class _Endpoints:
    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    async def page(self, _request: Request) -> Response:
        return _static("html")

    async def asset(self, request: Request) -> Response:
        suffix = request.path_params["suffix"]
        return _static(suffix) if suffix in _TYPES else error(404, "no such file")

    async def state(self, _request: Request) -> Response:
        application = self._cloud.application
        return answer(
            {
                "stack": application.stack,
                "urls": dict(self._cloud.urls),
                "warnings": application.warnings,
                "functions": _functions(application, self._cloud.activity),
                "schedules": [self._schedule(schedule) for schedule in application.schedules],
                "buckets": _buckets(application),
            }
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
        headers = {**HEADERS, "X-Accel-Buffering": "no"}
        stream = _stream(self._cloud.activity)
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    async def mails(self, request: Request) -> Response:
        wanted = request.query_params.get("to", "").lower()
        sent = await self._cloud.mails()
        shown = [mail for mail in sent if not wanted or wanted in str(mail["to"]).lower()]
        return answer(shown)

    async def queues(self, _request: Request) -> Response:
        labels = _queue_labels(self._cloud.application)
        queues = [
            {**dataclasses.asdict(queue), "label": labels.get(queue.name, queue.name)}
            for queue in await self._cloud.contents.queues()
        ]
        return answer(queues)

    async def redrive(self, request: Request) -> Response:
        try:
            moved = await self._cloud.contents.redrive(request.path_params["name"])
        except LookupError as problem:
            return error(404, str(problem))
        return answer({"moved": moved})

    async def objects(self, request: Request) -> Response:
        known = _buckets(self._cloud.application)
        bucket = known.get(request.path_params["name"])
        if bucket is None:
            return error(404, "no such bucket")
        objects = await self._cloud.contents.objects(bucket)
        return answer([dataclasses.asdict(stored) for stored in objects])

    async def fire(self, request: Request) -> Response:
        try:
            await self._cloud.fire(request.path_params["name"])
        except ScaffoldError as problem:
            return error(404, str(problem))
        return answer({"fired": True})

    async def invoke(self, request: Request) -> Response:
        try:
            body = json.loads(await read_body(request), parse_constant=_no_number)
            payload = json.dumps(body.get("event", {})).encode()
        except (ValueError, AttributeError, RecursionError):
            body = {}
        if not isinstance(body.get("function"), str):
            return error(400, 'send {"function": "name", "event": {}}')
        return await self._call(body["function"], payload, trigger="invoke")

    async def replay(self, request: Request) -> Response:
        wanted = request.path_params["request_id"]
        for record in self._cloud.activity.records():
            if isinstance(record, Invocation) and record.request_id == wanted:
                return await self._call(record.function, record.event, trigger="replay")
        return error(404, "the invocation is no longer in the activity log")

    async def _call(self, name: str, payload: bytes, *, trigger: str) -> Response:
        function = self._cloud.application.function(name)
        if function is None:
            known = [function.logical_id for function in self._cloud.application.functions]
            return error(404, unknown_function(name, known))
        try:
            result = await self._cloud.invoke_function(function.name, payload, trigger=trigger)
        except ScaffoldError as problem:
            return error(400, str(problem))
        return answer(
            {
                "request_id": result.request_id,
                "error": result.error_type,
                "duration": round(result.duration, 2),
                "payload": _text(result.payload),
            }
        )


def _no_number(name: str) -> Never:
    """Reject NaN and Infinity, which Python reads and JSON does not have."""
    raise ValueError(name)


def _static(suffix: str) -> Response:
    content = (files("scaffold.local.dashboard") / "page" / f"page.{suffix}").read_bytes()
    return Response(content, media_type=_TYPES[suffix], headers=HEADERS)


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
