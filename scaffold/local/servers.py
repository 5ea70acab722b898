"""The HTTP servers of the local APIs, whose ports outlive deployments."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from scaffold.local.gateway.asgi import send_response
from scaffold.local.gateway.responses import error_response
from scaffold.local.gateway.server import HOST, PortTakenError, listen, serve

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping
    from contextlib import AsyncExitStack

    from scaffold.local.gateway.asgi import App, Receive, Scope, Send


def listen_near(port: int) -> socket.socket:
    """Return a listening socket on a port, or on a free port if it is in use or 0."""
    try:
        return listen(port)
    except PortTakenError:
        return listen(0)


def port_near(port: int) -> int:
    """Return a port if it is free, or another free one."""
    with listen_near(port) as listener:
        return int(listener.getsockname()[1])


def url_of(listener: socket.socket) -> str:
    """Return the URL of a listening socket."""
    return f"http://{HOST}:{listener.getsockname()[1]}"


class ReplaceableApp:
    """An ASGI application that delegates to another one, which can be replaced."""

    def __init__(self) -> None:
        self.app: App | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Delegate a request; respond with 503 without an application."""
        if self.app is not None:
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await send_response(send, error_response(503, "Service Unavailable"))


class ApiServers:
    """The servers of HTTP APIs by logical ID; the first one gets the preferred port."""

    def __init__(self, stack: AsyncExitStack, preferred: int) -> None:
        self._stack = stack
        self._preferred = preferred
        self._listeners: dict[str, socket.socket] = {}
        self._apps: dict[str, ReplaceableApp] = {}
        # The thread that reads the template calls `endpoint`.
        self._lock = threading.Lock()

    def endpoint(self, logical_id: str) -> str:
        """Return the URL of an API, reserved before deployment because functions may need it."""
        with self._lock:
            if logical_id not in self._listeners:
                port = 0 if self._listeners else self._preferred
                self._listeners[logical_id] = listen_near(port)
            return url_of(self._listeners[logical_id])

    async def update(self, apps: Mapping[str, App]) -> None:
        """Serve these APIs; removed ones respond with 503."""
        for logical_id in {*apps, *self._apps}:
            served = self._apps.get(logical_id)
            if served is None:
                self.endpoint(logical_id)
                served = self._apps[logical_id] = ReplaceableApp()
                await self._stack.enter_async_context(serve(served, self._listeners[logical_id]))
            served.app = apps.get(logical_id)
