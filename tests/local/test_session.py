"""The folder of the local cloud, its log, and what a saved file asks for."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from anyio import wait_all_tasks_blocked

from scaffold.local import logfile
from scaffold.local.activity import ActivityLog, Invocation, LogLine, Notice, Record, Request
from scaffold.local.frontend import ConfigFile, Frontend
from scaffold.local.reload import SavedFiles, classify
from scaffold.local.session import Session, SessionError

RECORDS: tuple[Record, ...] = (
    LogLine(1.0, "video", "hello é", "r-1"),
    Invocation(2.0, "video", "r-1", "GET /videos", 1.5, None, 60.0, None, b'{"a": 1}', b"\xff"),
    Request(3.0, "GET", "/videos", "GET /videos", 200, 2.5, "r-1"),
    Notice(4.0, "warning", "careful"),
)


def test_second_session_is_rejected(tmp_path: Path) -> None:
    """Two local clouds of one project would write over each other."""
    Session(tmp_path).open().announce({"Dashboard": "http://127.0.0.1:4"}, {})
    with pytest.raises(SessionError, match=r"already running.*http://127\.0\.0\.1:4"):
        Session(tmp_path).open()


def test_stale_session_record_is_ignored(tmp_path: Path) -> None:
    """Its process is gone, or is another one of the same number."""
    session = Session(tmp_path).open()
    session.announce({}, {})
    record = session.folder / "running.json"
    record.write_text(json.dumps({**json.loads(record.read_text()), "started": 1.0}))
    assert Session(tmp_path).open().running() is None


def test_a_project_that_does_not_run_says_how_to_start_it(tmp_path: Path) -> None:
    """`scaffold logs` and `scaffold invoke` need a run."""
    with pytest.raises(SessionError, match="scaffold dev"):
        Session(tmp_path).require()


def test_git_ignores_the_folder(tmp_path: Path) -> None:
    """Also in a project that scaffold has not made."""
    assert (Session(tmp_path).open().folder / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("record", RECORDS)
def test_the_log_file_gives_records_back(record: Record) -> None:
    """Binary payloads and any text too."""
    assert list(logfile.load([logfile.dump(record)])) == [record]


def test_log_file_skips_incomplete_lines() -> None:
    """`scaffold logs` may read while a line is being written."""
    whole = logfile.dump(RECORDS[0])
    lines = [whole, whole[:20], "[]", "{}", "[" * 100_000, whole.replace('"source"', '"other"')]
    assert list(logfile.load(lines)) == [RECORDS[0]]


async def test_the_log_file_gets_what_happens(tmp_path: Path) -> None:
    """Every record, at once."""
    activity = ActivityLog(lambda: 5.0)
    path = tmp_path / "log.jsonl"
    writing = asyncio.create_task(logfile.write(activity, path))
    await wait_all_tasks_blocked()
    activity.notice("it runs")
    await wait_all_tasks_blocked()
    writing.cancel()
    assert list(logfile.load(path.read_text().splitlines())) == [Notice(5.0, "info", "it runs")]


def test_frontend_config_is_restored(tmp_path: Path) -> None:
    """`make config` may have written where the deployed stage is."""
    path = tmp_path / "public" / "config.json"
    path.parent.mkdir()
    path.write_text('{"apiUrl": "https://deployed"}')
    file = ConfigFile(Frontend(tmp_path), tmp_path / "kept.json")
    file.write({"apiUrl": "http://127.0.0.1:1"})
    assert json.loads(path.read_text()) == {"apiUrl": "http://127.0.0.1:1"}
    file.write({"apiUrl": "http://127.0.0.1:2"})
    file.restore()
    assert path.read_text() == '{"apiUrl": "https://deployed"}'


def test_config_file_is_removed_if_there_was_none(tmp_path: Path) -> None:
    """A build after the run must not ship local addresses."""
    file = ConfigFile(Frontend(tmp_path), tmp_path / "kept.json")
    file.write({"apiUrl": "http://127.0.0.1:1"})
    file.restore()
    assert not (tmp_path / "public" / "config.json").exists()


@pytest.mark.parametrize("before", ['{"apiUrl": "https://deployed"}', None])
def test_config_backup_survives_a_killed_run(tmp_path: Path, before: str | None) -> None:
    """The next run puts back what was there before the killed one, or nothing."""
    path = tmp_path / "public" / "config.json"
    path.parent.mkdir()
    if before is not None:
        path.write_text(before)
    ConfigFile(Frontend(tmp_path), tmp_path / "kept.json").write({"apiUrl": "http://127.0.0.1:1"})
    following = ConfigFile(Frontend(tmp_path), tmp_path / "kept.json")
    following.write({"apiUrl": "http://127.0.0.1:2"})
    following.restore()
    assert (path.read_text() if path.exists() else None) == before


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("template.yaml", SavedFiles(template=True)),
        ("samconfig.toml", SavedFiles(template=True)),
        ("scaffold.yaml", SavedFiles(spec=True)),
        ("backend/src/app/api.py", SavedFiles(code=frozenset({Path("/p/backend/src/app/api.py")}))),
        ("backend/src/app/__pycache__/api.pyc", SavedFiles()),
        ("backend/src/app/api.py~", SavedFiles()),
    ],
)
def test_saved_files_are_classified(name: str, expected: SavedFiles) -> None:
    """New code, a new deployment, or a regeneration."""
    root = Path("/p")
    assert classify(root, root / "template.yaml", [root / name]) == expected
