"""An emulator that runs already, elsewhere: what it lacks is said, not shown as a traceback."""

from __future__ import annotations

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from scaffold.local.activity import ActivityLog
from scaffold.local.emulator.cloud import Emulator, EndpointError

if TYPE_CHECKING:
    from collections.abc import Iterator

REFUSAL = b"""<ErrorResponse><Error><Code>InternalFailure</Code>
<Message>Service 'sts' is not enabled.</Message></Error></ErrorResponse>"""


class Refusing(BaseHTTPRequestHandler):
    """Answers as LocalStack does for a service that it was started without."""

    def do_POST(self) -> None:
        """Refuse every call."""
        self.send_response(501)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(REFUSAL)))
        self.end_headers()
        self.wfile.write(REFUSAL)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def refusing() -> Iterator[str]:
    """The address of an emulator that offers nothing."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_unimplemented_services_are_named(refusing: str) -> None:
    """The error has the operation, the emulator's message and what to do."""
    wanted = r"does not implement GetCallerIdentity of STS.*'sts' is not enabled.*omit --endpoint"
    with pytest.raises(EndpointError, match=f"(?s){wanted}"):
        Emulator.at(refusing, "us-east-1", ActivityLog(time.time)).check()


def test_an_endpoint_without_a_server_is_an_error(unused_port: int) -> None:
    """The emulator is not running, or listens elsewhere."""
    endpoint = f"http://127.0.0.1:{unused_port}"
    with pytest.raises(EndpointError, match=f"{endpoint} does not respond as AWS does"):
        Emulator.at(endpoint, "us-east-1", ActivityLog(time.time)).check()


@pytest.fixture
def unused_port() -> Iterator[int]:
    """A port that is taken, but on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]
