"""The folder `.scaffold/dev/`: who runs the local cloud of a project, its log and its data."""

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
# A process of the same number may be another one: its start tells, to within a second.
_SAME_START: Final = 1.0


class SessionError(ScaffoldError):
    """The local cloud of this project runs already, or does not run."""


@dataclass(frozen=True, slots=True)
class Running:
    """A local cloud that runs: its process, and where its parts answer."""

    pid: int
    started: float
    urls: dict[str, str]


@dataclass(frozen=True, slots=True)
class Session:
    """A project's folder of the local cloud; git ignores all of it."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self.root / FOLDER

    @property
    def log(self) -> Path:
        """The records of the last run, a line of JSON each."""
        return self.folder / "log.jsonl"

    @property
    def data(self) -> Path:
        """What `--persist` keeps between runs."""
        return self.folder / "data"

    @property
    def kept_config(self) -> Path:
        """The frontend's configuration as it was before the run."""
        return self.folder / "config.json"

    @property
    def _record(self) -> Path:
        return self.folder / "running.json"

    def running(self) -> Running | None:
        """The local cloud that runs now, if one does."""
        import psutil  # noqa: PLC0415 - start-up time

        try:
            record = Running(**json.loads(self._record.read_text(encoding="utf-8")))
            started = psutil.Process(record.pid).create_time()
        except (OSError, ValueError, TypeError, psutil.Error):
            return None
        return record if abs(started - record.started) < _SAME_START else None

    def require(self) -> Running:
        """The local cloud that runs now; raises where none does."""
        running = self.running()
        if running is None:
            raise SessionError(f"{self.root} does not run; start it with: scaffold dev")
        return running

    def open(self) -> Self:
        """Make the folder, unless another process uses it."""
        running = self.running()
        if running is not None:
            where = running.urls.get("Dashboard", "")
            message = f"{self.root} runs already (process {running.pid}, {where}); end it first"
            raise SessionError(message)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / ".gitignore").write_text("*\n")
        self.log.write_text("")
        return self

    def announce(self, urls: Mapping[str, str]) -> None:
        """Tell other commands where the parts answer."""
        import psutil  # noqa: PLC0415 - start-up time

        record = Running(os.getpid(), psutil.Process().create_time(), dict(urls))
        fresh = self._record.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(asdict(record)), encoding="utf-8")
        fresh.replace(self._record)

    def close(self) -> None:
        """Take the announcement back."""
        with contextlib.suppress(FileNotFoundError):
            self._record.unlink()

    def forget_data(self) -> None:
        """Remove what earlier runs have kept."""
        shutil.rmtree(self.data, ignore_errors=True)
