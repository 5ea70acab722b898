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

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER: Final = Path(".scaffold") / "dev"
# Process IDs are reused, so compare the start time too, to within a second.
_SAME_START: Final = 1.0


class SessionError(ScaffoldError):
    """The local cloud of the project is already running, or is not running."""


@dataclass(frozen=True, slots=True)
class Running:
    """A running local cloud: its process, its URLs, and the environment of its clients."""

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
            record = Running(**json.loads(self._record.read_text(encoding="utf-8")))
            started = psutil.Process(record.pid).create_time()
        except (OSError, ValueError, TypeError, psutil.Error):
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
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / ".gitignore").write_text("*\n")
        self.log.write_text("")
        return self

    def announce(self, urls: Mapping[str, str], variables: Mapping[str, str]) -> None:
        """Record the process, the URLs and the clients' environment for other commands."""
        import psutil  # noqa: PLC0415 - start-up time

        record = Running(os.getpid(), psutil.Process().create_time(), dict(urls), dict(variables))
        fresh = self._record.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(asdict(record)), encoding="utf-8")
        fresh.replace(self._record)

    def close(self) -> None:
        """Remove the record of the process."""
        with contextlib.suppress(FileNotFoundError):
            self._record.unlink()

    def forget_data(self) -> None:
        """Remove the data of earlier runs."""
        shutil.rmtree(self.data, ignore_errors=True)
