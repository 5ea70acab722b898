"""ministack as a child process, on loopback only."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import shutil
import socket
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scaffold.local.application import Json

HOST: Final = "127.0.0.1"
# Boot has the same name, without scaffold to import it from.
CONTROL_HEADER: Final = "x-scaffold-control"
# Runs the package `boot` where ministack is installed and scaffold is not.
_BOOT: Final = (
    "import runpy, sys; sys.path.append(sys.argv.pop()); "
    "runpy.run_module('boot', run_name='__main__', alter_sys=True)"
)
_MARK: Final = b"@scaffold "
_SERVICES: Final = (
    "s3,sqs,sns,dynamodb,dynamodbstreams,events,cognito-idp,ssm,secretsmanager,kms,logs,monitoring,"
    "cloudformation,iam,sts,ses"
)
_STATE: Final = "state"
_OBJECTS: Final = "objects"
_READY_SECONDS: Final = 30
# Until a large state is saved.
_STOP_SECONDS: Final = 60
_ATTEMPTS: Final = 3
_LONGEST_LINE: Final = 2**20


class EmulatorStartError(ScaffoldError):
    """The emulator exited or hung before it was ready."""

    def __init__(self, log: Path) -> None:
        with contextlib.suppress(OSError):
            tail = log.read_text(errors="replace").splitlines()[-15:]
            super().__init__("\n".join(("The local AWS emulator did not start:", *tail)))
            return
        super().__init__(f"The local AWS emulator did not start, and left no log at {log}.")


@dataclass(frozen=True, slots=True)
class RootKey:
    """A random access key with full permissions."""

    id: str = field(default_factory=lambda: f"AKIA{secrets.token_hex(8).upper()}")
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(30), repr=False)
    # Opens the emulator's own controls, such as its reset.
    control: str = field(default_factory=lambda: secrets.token_urlsafe(30), repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the emulator; `persist` keeps the data of earlier runs in `folder`."""

    folder: Path
    region: str = "us-east-1"
    persist: bool = False
    # Set on a restart: URLs and keys that were handed out stay valid.
    port: int | None = None
    key: RootKey = field(default_factory=RootKey)


class EmulatorProcess:
    """A running ministack; `async with` stops it."""

    def __init__(self, process: asyncio.subprocess.Process, port: int, settings: Settings) -> None:
        self.port = port
        self.key = settings.key
        # Settings to restart it after a crash.
        self.restart_settings = replace(settings, persist=True, port=port)
        self._process = process
        self._reading: asyncio.Task[None] | None = None

    @property
    def endpoint(self) -> str:
        """The endpoint, such as `http://127.0.0.1:40123`."""
        return f"http://{HOST}:{self.port}"

    @property
    def pid(self) -> int:
        """The process ID."""
        return self._process.pid

    async def wait(self) -> int:
        """Wait until the process ends; return its exit status."""
        return await self._process.wait()

    def listen(self, hear: Callable[[Mapping[str, Json]], None]) -> None:
        """Call `hear` with every message of the boot module."""
        self._reading = asyncio.create_task(self._read(hear))

    async def _read(self, hear: Callable[[Mapping[str, Json]], None]) -> None:
        if self._process.stdout is None:
            return
        while not self._process.stdout.at_eof():
            # Drop a line that is too long and read on.
            with contextlib.suppress(ValueError):
                line = await self._process.stdout.readline()
                if line.startswith(_MARK):
                    hear(json.loads(line.removeprefix(_MARK)))

    async def __aenter__(self) -> Self:
        """Return the process."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop the process."""
        await self.stop()

    async def stop(self) -> None:
        """Let it save its state and exit; kill it after some seconds, or when interrupted."""
        try:
            if self._process.returncode is None:
                self._process.terminate()
                async with asyncio.timeout(_STOP_SECONDS):
                    await self._process.wait()
        except TimeoutError:
            pass
        finally:
            if self._process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    self._process.kill()
                await self._process.wait()
            if self._reading is not None:
                await self._reading


async def start(python: Path, settings: Settings) -> EmulatorProcess:
    """Start ministack and wait until it answers requests; raises EmulatorStartError."""
    settings.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not settings.persist:
        for name in (_STATE, _OBJECTS):
            shutil.rmtree(settings.folder / name, ignore_errors=True)
    log = settings.folder / "emulator.log"
    port = settings.port
    for _ in range(_ATTEMPTS):
        if port is None or not _is_free(port):
            port = _free_port()
        with log.open("wb") as errors:
            process = await asyncio.create_subprocess_exec(
                str(python),
                "-I",
                "-c",
                _BOOT,
                str(Path(__file__).parent),
                env=variables(settings, port),
                cwd=settings.folder,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
                limit=_LONGEST_LINE,
                # Only the parent gets Ctrl-C, and stops its children in order.
                start_new_session=True,
            )
        emulator = EmulatorProcess(process, port, settings)
        try:
            if await _answers(process, port, settings.key.control):
                return emulator
        except BaseException:
            await emulator.stop()
            raise
        await emulator.stop()
        if _is_free(port):
            break
        # Another process took the port in the meantime: try another one.
        port = None
    raise EmulatorStartError(log)


async def _answers(process: asyncio.subprocess.Process, port: int, control: str) -> bool:
    """Return True once the process answers, False if it exits or hangs."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_READY_SECONDS):
            while process.returncode is None:
                if await _is_healthy(port, control):
                    return True
                await asyncio.sleep(0.01)
    return False


async def _is_healthy(port: int, control: str) -> bool:
    try:
        reader, writer = await asyncio.open_connection(HOST, port)
    except OSError:
        return False
    try:
        headers = f"Host: {HOST}:{port}\r\n{CONTROL_HEADER}: {control}\r\n"
        writer.write(f"GET /_ministack/health HTTP/1.1\r\n{headers}\r\n".encode())
        return (await reader.readline()).startswith(b"HTTP/1.1 200")
    except OSError:
        return False
    finally:
        writer.close()


def variables(settings: Settings, port: int) -> dict[str, str]:
    """Return ministack's environment variables, few of which are the user's."""
    folder = settings.folder
    inherited = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL")
    return {
        **{name: os.environ[name] for name in inherited if name in os.environ},
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "GATEWAY_PORT": str(port),
        "BIND_HOST": HOST,
        "MINISTACK_HOST": HOST,
        "MINISTACK_REGION": settings.region,
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        # Keep it from starting containers.
        "DOCKER_HOST": "unix:///nonexistent.sock",
        "AUTH": "true",
        "AWS_ACCESS_KEY_ID": settings.key.id,
        "AWS_SECRET_ACCESS_KEY": settings.key.secret,
        "SCAFFOLD_CONTROL": settings.key.control,
        # Always, since it may have to be restarted.
        "PERSIST_STATE": "1",
        "STATE_DIR": str(folder / _STATE),
        # Always on disk: in memory an upload of 200 MB costs as much.
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(folder / _OBJECTS),
        "SERVICES": _SERVICES,
        "LOG_LEVEL": "WARNING",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True
