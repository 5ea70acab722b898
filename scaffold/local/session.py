"""The directory `.scaffold/dev/` of a project: the running process, its log and its data."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from scaffold.errors import ScaffoldError
from scaffold.files import open_private, read_file
from scaffold.signing import is_signed, sign

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER: Final = Path(".scaffold") / "dev"
# Process IDs are reused, so compare the start time too, to within a second.
_SAME_START: Final = 1.0
_LARGEST_RECORD: Final = 2**16
_PURPOSE: Final = "running"


class SessionError(ScaffoldError):
    """The local cloud of the project is already running, or is not running."""


@dataclass(frozen=True, slots=True)
class Running:
    """A running local cloud: its process, its URLs, and the environment of its clients.

    The URL of the dashboard has its token.
    """

    pid: int
    started: float
    urls: dict[str, str]
    variables: dict[str, str]


@dataclass(frozen=True, slots=True)
class Session:
    """The local cloud's directory in a project, ignored by git."""

    root: Path

    @property
    def folder(self) -> Path:
        """The directory itself."""
        return self.root / FOLDER

    @property
    def log(self) -> Path:
        """The log of the last run, as JSON lines."""
        return self.folder / "log.jsonl"

    @property
    def data(self) -> Path:
        """The data that `--persist` keeps between runs."""
        return self.folder / "data"

    @property
    def kept_config(self) -> Path:
        """The backup of the frontend's configuration."""
        return self.folder / "config.json"

    @property
    def _record(self) -> Path:
        return self.folder / "running.json"

    def running(self) -> Running | None:
        """Return the running local cloud, or None."""
        import psutil  # noqa: PLC0415 - start-up time

        try:
            text, _, signature = read_file(self._record, _LARGEST_RECORD, follow=False).partition(
                b"\n"
            )
            if not is_signed(_PURPOSE, text, signature.decode().strip()):
                return None
            record = Running(**json.loads(text))
            started = psutil.Process(record.pid).create_time()
        except (OSError, ValueError, TypeError, RecursionError, psutil.Error):
            return None
        return record if abs(started - record.started) < _SAME_START else None

    def require(self) -> Running:
        """Return the running local cloud; raise SessionError if there is none."""
        running = self.running()
        if running is None:
            raise SessionError(f"{self.root} is not running; start it with `scaffold dev`")
        return running

    def open(self) -> Self:
        """Create the directory; raise SessionError if another process uses it."""
        running = self.running()
        if running is not None:
            where = running.urls.get("Dashboard", "")
            message = (
                f"{self.root} is already running (process {running.pid}, {where}); stop it first"
            )
            raise SessionError(message)
        for folder in (self.folder.parent, self.folder, self.data):
            if folder.is_symlink():
                raise SessionError(f"{folder} is a link. Remove it")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        self._rewrite(self.folder / ".gitignore", "*\n")
        self._rewrite(self.log, "")
        return self

    def announce(self, urls: Mapping[str, str], variables: Mapping[str, str]) -> None:
        """Record the process, the URLs and the clients' environment for other commands."""
        import psutil  # noqa: PLC0415 - start-up time

        record = Running(os.getpid(), psutil.Process().create_time(), dict(urls), dict(variables))
        text = json.dumps(asdict(record))
        fresh = self._record.with_suffix(".new")
        self._rewrite(fresh, f"{text}\n{sign(_PURPOSE, text.encode())}\n")
        fresh.replace(self._record)

    @staticmethod
    def _rewrite(path: Path, text: str) -> None:
        """Write a file that nobody else may read, and never through a link."""
        try:
            descriptor = open_private(path, os.O_WRONLY | os.O_TRUNC)
        except OSError as error:
            raise SessionError(f"{path}: {error.strerror}. Remove it") from error
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)

    def close(self) -> None:
        """Remove the record of the process."""
        with contextlib.suppress(FileNotFoundError):
            self._record.unlink()

    def forget_data(self) -> None:
        """Remove the data of earlier runs."""
        shutil.rmtree(self.data, ignore_errors=True)
