"""HTTP servers on the loopback interface, in the current event loop."""

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
# Longer than clients reuse a connection, so that they never send on a closing one.
_KEEP_ALIVE: Final = 75
# uvicorn's default.
_BACKLOG: Final = 2048
# Seconds until endless responses, such as the dashboard's events, are cut off.
_GRACE: Final = 1


class PortTakenError(ScaffoldError):
    """A port is in use."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"port {port} of {HOST} is in use; stop the program that uses it or choose another port"
        )


@contextlib.asynccontextmanager
async def serve(app: App, at: int | socket.socket = 0) -> AsyncIterator[int]:
    """Serve an ASGI application while the block runs; yield the port, a free one for 0."""
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
    """A server that does not handle signals, and signals when it is ready."""

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
        """Keep the program's signal handlers."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start listening, and signal that."""
        await super().startup(sockets)
        self._ready.set()

    async def wait_until_ready(self, serving: asyncio.Task[None]) -> None:
        """Wait until connections are accepted; raise the error if the server fails."""
        ready = asyncio.create_task(self._ready.wait())
        await asyncio.wait({ready, serving}, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            await serving


async def _finished(serving: asyncio.Task[None]) -> None:
    """Wait until a server has stopped, even while the program is being cancelled."""
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        raise


def listen(port: int) -> socket.socket:
    """Return a listening socket on a loopback port, a free one for 0; raise PortTakenError."""
    # asyncio disables Nagle's algorithm (40 ms per response) only if the protocol is explicit.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        # Two programs may bind the same port, but only one may listen on it.
        listener.listen(_BACKLOG)
        listener.setblocking(False)
    except OSError as error:
        listener.close()
        if error.errno in {errno.EADDRINUSE, errno.EACCES}:
            raise PortTakenError(port) from None
        raise
    return listener
