"""The emulator itself, for the tests of what a browser does with it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import boto3
import httpx
from botocore.config import Config
from toolchain import beside, cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VERSION = "1.5.33"
KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}


@dataclass(frozen=True)
class Emulator:
    """A running emulator."""

    url: str

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 has no types
        """A client of a service."""
        settings = Config(signature_version="s3v4" if service == "s3" else None)
        return boto3.client(service, endpoint_url=self.url, config=settings, **KEYS)


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Emulator]:
    """The emulator on a free port of loopback, its data in a folder."""
    port = _free_port()
    settings = {
        "PATH": os.environ["PATH"],
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "DOCKER_HOST": "unix:///nonexistent.sock",
        "AUTH": "true",
        "STATE_DIR": str(folder),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(folder / "s3"),
        "SERVICES": "s3,cognito-idp,iam,sts",
    }
    command = [str(_environment() / "bin" / "python"), "-m", "ministack"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=settings, stdout=log, stderr=subprocess.STDOUT)
        try:
            transport = httpx.HTTPTransport(retries=8)  # with pauses that double
            with httpx.Client(transport=transport, trust_env=False) as client:
                client.get(f"http://127.0.0.1:{port}/_ministack/health").raise_for_status()
            yield Emulator(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait()


def _environment() -> Path:
    folder = cache_folder() / f"ministack-{VERSION}"
    if not (folder / "bin" / "ministack").exists():
        python = str(beside("python"))
        uv = str(beside("uv"))
        subprocess.run([uv, "venv", "-q", "--allow-existing", "-p", python, folder], check=True)
        packages = [f"ministack=={VERSION}", "cryptography"]
        install = [uv, "pip", "install", "-q", "-p", str(folder / "bin" / "python"), *packages]
        subprocess.run(install, check=True)
    return folder


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
