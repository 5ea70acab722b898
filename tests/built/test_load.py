"""The generated load test, run against a stand-in for the application."""

from __future__ import annotations

import json
import re
import subprocess
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import goldens
import pytest
import toolchain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCUST: Final = "locust==2.47.0"
VISITORS: Final = 10


class Application(BaseHTTPRequestHandler):
    """Cognito, the API and S3 at one address; it notes who asks for what."""

    protocol_version = "HTTP/1.1"

    server: Server

    def do_GET(self) -> None:
        """Answer a list, or whatever a function answers."""
        self._answer("GET", {"items": [], "cursor": None})

    def do_POST(self) -> None:
        """Sign in, start an upload, make an item."""
        self.rfile.read(int(self.headers["Content-Length"]))
        address = f"http://127.0.0.1:{self.server.server_port}"
        if self.headers.get("X-Amz-Target", "").endswith(".InitiateAuth"):
            self._answer("sign-in", {"AuthenticationResult": {"AccessToken": "token"}})
        elif self.path.endswith("/uploads"):
            upload = {
                "id": "me.01J",
                "method": "put",
                "url": f"{address}/s3",
                "headers": {"If-None-Match": "*"},
            }
            self._answer("POST", upload)
        else:
            self._answer("POST", {"id": "01J"})

    def do_PUT(self) -> None:
        """Take a file, with the headers that were signed."""
        self.rfile.read(int(self.headers["Content-Length"]))
        assert self.headers["If-None-Match"] == "*"
        self._answer("S3", {})

    def _answer(self, kind: str, body: object) -> None:
        token = self.headers.get("Authorization", "nobody")
        self.server.seen.append((kind, self.path, token))
        content = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """The stand-in, for more visitors at once than a server takes by default."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Application)
        self.seen: list[tuple[str, str, str]] = []


@pytest.fixture
def application() -> Iterator[Server]:
    """The stand-in, on loopback."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.slow
def test_visitors_sign_in_first_and_then_do_everything(application: Server, tmp_path: Path) -> None:
    """Tokens before the ramp, each task by its weight, no failure, and S3 sees no token."""
    address = f"http://127.0.0.1:{application.server_port}"
    target = {
        "apiUrl": address,
        "cognitoUrl": f"{address}/cognito",
        "clientId": "load",
        "users": [{"email": f"load-{n}@example.com", "password": "secret"} for n in range(3)],
    }
    (tmp_path / "target.json").write_text(json.dumps(target))
    case = goldens.example_case("video-share")
    script = case.files[PurePosixPath("load/locustfile.py")].decode()
    script = re.sub(r"steps = .*", f"steps = ((2, 5), (6, {VISITORS}))", script)
    script = script.replace("visitors / 20", "visitors").replace("between(1, 3)", "between(0, 0.1)")
    (tmp_path / "locustfile.py").write_text(script)

    done = subprocess.run(
        [
            *(toolchain.beside("uv"), "tool", "run", "--from", LOCUST, "locust"),
            *("--headless", "--only-summary", "--locustfile", "locustfile.py"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    seen = application.seen
    asked = Counter(f"{kind} {path}" for kind, path, _ in seen)
    assert done.returncode == 0, done.stderr
    assert [kind for kind, *_ in seen[:4]].count("sign-in") == 3
    assert asked["sign-in /cognito"] == 3
    assert {token for kind, _, token in seen if kind in {"S3", "sign-in"}} == {"nobody"}
    assert {token for kind, _, token in seen if kind in {"GET", "POST"}} == {"Bearer token"}
    completed = asked["POST /buckets/videos/uploads/me.01J/complete"]
    # The end of the run may cut visitors off between the two.
    assert 0 < completed <= asked["S3 /s3"] <= completed + VISITORS
    assert asked["GET /videos"] > asked["GET /hello/load"] > asked["POST /videos"] > 0
