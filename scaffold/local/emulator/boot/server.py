"""ministack's HTTP server: uvicorn, since hypercorn takes a third of the time of a request."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

import hypercorn.asyncio
import uvicorn

if TYPE_CHECKING:
    from hypercorn.config import Config

# Seconds until open responses, such as long polls, are cut off.
GRACE_SECONDS: Final = 1
# Longer than clients keep connections, so that they never write to a closing one.
KEEP_ALIVE_SECONDS: Final = 75


def serve_with_uvicorn() -> None:
    """Replace hypercorn by uvicorn."""

    async def serve(app: Any, config: Config) -> None:  # noqa: ANN401, ARG001 - hypercorn's signature
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                host=os.environ["BIND_HOST"],
                port=int(os.environ["GATEWAY_PORT"]),
                http="httptools",
                ws="none",
                lifespan="on",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                date_header=False,
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )
        await server.serve()

    hypercorn.asyncio.serve = serve
