"""ministack as a child process: loopback only, ended with its parent, its death noticed."""

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
# The package `boot`, run where ministack is installed and this one is not.
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
_STOP_SECONDS: Final = 10
_ATTEMPTS: Final = 3
_LONGEST_LINE: Final = 2**20


class EmulatorStartError(ScaffoldError):
    """The emulator ended, or hung, before it was ready."""

    def __init__(self, log: Path) -> None:
        with contextlib.suppress(OSError):
            tail = log.read_text(errors="replace").splitlines()[-15:]
            super().__init__("\n".join(("The local AWS emulator did not start:", *tail)))
            return
        super().__init__(f"The local AWS emulator did not start, and left no log at {log}.")


@dataclass(frozen=True, slots=True)
class RootKey:
    """The access key that may do everything, drawn for a run."""

    id: str = field(default_factory=lambda: f"AKIA{secrets.token_hex(8).upper()}")
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(30), repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """How to run the emulator; `persist` goes on with what an earlier run left in `folder`."""

    folder: Path
    region: str = "us-east-1"
    persist: bool = False
    # Those of an earlier run, so that URLs and keys that were given out stay right.
    port: int | None = None
    key: RootKey = field(default_factory=RootKey)


class EmulatorProcess:
    """A running ministack; `async with` ends it."""

    def __init__(self, process: asyncio.subprocess.Process, port: int, settings: Settings) -> None:
        self.port = port
        self.key = settings.key
        # What starts the same one again, should it have died.
        self.again = replace(settings, persist=True, port=port)
        self._process = process
        self._reading: asyncio.Task[None] | None = None

    @property
    def endpoint(self) -> str:
        """Where it answers, such as `http://127.0.0.1:40123`."""
        return f"http://{HOST}:{self.port}"

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    async def wait(self) -> int:
        """The exit status, once the process has ended, of itself or by somebody's hand."""
        return await self._process.wait()

    def listen(self, hear: Callable[[Mapping[str, Json]], None]) -> None:
        """Have every message of the boot module heard."""
        self._reading = asyncio.create_task(self._read(hear))

    async def _read(self, hear: Callable[[Mapping[str, Json]], None]) -> None:
        if self._process.stdout is None:
            return
        while not self._process.stdout.at_eof():
            # A line that is too long is dropped: nobody else would read on.
            with contextlib.suppress(ValueError):
                line = await self._process.stdout.readline()
                if line.startswith(_MARK):
                    hear(json.loads(line.removeprefix(_MARK)))

    async def __aenter__(self) -> Self:
        """Be ended at the end of the block."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the process."""
        await self.stop()

    async def stop(self) -> None:
        """Have it save its state and end; after some seconds, or when interrupted, kill it."""
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
    """A process that answers requests."""
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
                # Ctrl-C reaches the parent, which then ends its children in order.
                start_new_session=True,
            )
        emulator = EmulatorProcess(process, port, settings)
        try:
            if await _answers(process, port):
                return emulator
        except BaseException:
            await emulator.stop()
            raise
        await emulator.stop()
        if _is_free(port):
            break
        # Somebody took the port in between: another one.
        port = None
    raise EmulatorStartError(log)


async def _answers(process: asyncio.subprocess.Process, port: int) -> bool:
    """Whether the process comes up, rather than ending or hanging."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_READY_SECONDS):
            while process.returncode is None:
                if await _is_healthy(port):
                    return True
                await asyncio.sleep(0.01)
    return False


async def _is_healthy(port: int) -> bool:
    try:
        reader, writer = await asyncio.open_connection(HOST, port)
    except OSError:
        return False
    try:
        request = f"GET /_ministack/health HTTP/1.1\r\nHost: {HOST}:{port}\r\n\r\n"
        writer.write(request.encode())
        return (await reader.readline()).startswith(b"HTTP/1.1 200")
    except OSError:
        return False
    finally:
        writer.close()


def variables(settings: Settings, port: int) -> dict[str, str]:
    """What ministack is told; nothing of the user's environment but what a process needs."""
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
        # It must not find a Docker engine to start containers in.
        "DOCKER_HOST": "unix:///nonexistent.sock",
        "AUTH": "true",
        "AWS_ACCESS_KEY_ID": settings.key.id,
        "AWS_SECRET_ACCESS_KEY": settings.key.secret,
        # Always: it may have to be started again.
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
