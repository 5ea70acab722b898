"""HTTP servers inside our own event loop, on the loopback interface only."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
from typing import TYPE_CHECKING, Final

import uvicorn

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scaffold.local.gateway.asgi import App

HOST: Final = "127.0.0.1"
# Longer than clients keep a connection, so that they never send on one that is being closed.
_KEEP_ALIVE: Final = 75
# How many connections wait to be accepted; what uvicorn asks for, too.
_BACKLOG: Final = 2048
# What streams without end, such as the dashboard's events, is cut off; seconds.
_GRACE: Final = 1


class PortTakenError(ScaffoldError):
    """A port cannot be listened on."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"port {port} of {HOST} is taken by another program; end it or choose another port"
        )


@contextlib.asynccontextmanager
async def serve(app: App, at: int | socket.socket = 0) -> AsyncIterator[int]:
    """Serve an ASGI application while the block runs; gives the port, a free one for 0."""
    with contextlib.closing(listen(at) if isinstance(at, int) else at) as listener:
        server = _Server(app)
        serving = asyncio.create_task(server.serve([listener]))
        try:
            await server.wait_until_ready(serving)
            yield int(listener.getsockname()[1])
        finally:
            server.should_exit = True
            await _finished(serving)


class _Server(uvicorn.Server):
    """A server that leaves signals to the program, and tells when it listens."""

    def __init__(self, app: App) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http="httptools",
                ws="none",
                loop="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                timeout_keep_alive=_KEEP_ALIVE,
                timeout_graceful_shutdown=_GRACE,
            )
        )
        self._ready = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the program's handlers in place."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and tell so."""
        await super().startup(sockets)
        self._ready.set()

    async def wait_until_ready(self, serving: asyncio.Task[None]) -> None:
        """Wait until connections are accepted, or until it is known why they are not."""
        ready = asyncio.create_task(self._ready.wait())
        await asyncio.wait({ready, serving}, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            await serving


async def _finished(serving: asyncio.Task[None]) -> None:
    """Wait for the end of a server, even while the program itself is being cancelled."""
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        raise


def listen(port: int) -> socket.socket:
    """A listener on a port of this computer, a free one for 0; raises PortTakenError."""
    # asyncio turns off Nagle's algorithm, 40 ms a response, only where the protocol is named.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        # Two programs may bind one port, but only one may listen: it is ours from now on.
        listener.listen(_BACKLOG)
        listener.setblocking(False)
    except OSError as error:
        listener.close()
        if error.errno in {errno.EADDRINUSE, errno.EACCES}:
            raise PortTakenError(port) from None
        raise
    return listener
