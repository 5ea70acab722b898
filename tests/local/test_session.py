"""The folder of the local cloud, its log, and what a saved file asks for."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import os
import stat
from pathlib import Path

import psutil
import pytest
from anyio import wait_all_tasks_blocked

from scaffold.local import logfile
from scaffold.local.activity import ActivityLog, Invocation, LogLine, Notice, Record, Request
from scaffold.local.frontend import ConfigFile, Frontend
from scaffold.local.reload import SavedFiles, classify
from scaffold.local.session import Running, Session, SessionError
from scaffold.signing import sign

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
    _announce(session, started=1.0)
    assert Session(tmp_path).open().running() is None


def test_planted_session_record_is_ignored(tmp_path: Path) -> None:
    """A repository cannot have our commands talk to a process or a URL of its choice."""
    session = Session(tmp_path).open()
    _announce(session)
    assert session.running()
    record = session.folder / "running.json"
    text, signature = record.read_text().splitlines()
    for planted in (
        text,
        f"{text.replace('http:', 'https:')}\n{signature}",
        f"{text}\n{'0' * 64}",
        f"{text}\n\xe9",
        "[" * 10**4,
        "",
    ):
        record.write_text(planted)
        assert session.running() is None


def _announce(session: Session, started: float | None = None) -> None:
    """Announce this process, perhaps with another start."""
    created = started or psutil.Process().create_time()
    record = Running(os.getpid(), created, {"API": "http://x"}, {})
    text = json.dumps(dataclasses.asdict(record))
    signature = sign("running", text.encode())
    (session.folder / "running.json").write_text(f"{text}\n{signature}\n")


@pytest.mark.parametrize("name", ["", "dev", "dev/log.jsonl", "dev/.gitignore", "dev/data"])
def test_links_in_place_of_the_session_are_refused(tmp_path: Path, name: str) -> None:
    """Nothing is written or emptied through them."""
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "letter").write_text("Dear Ada")
    root = tmp_path / "project"
    link = root / ".scaffold" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(victim / "letter" if "." in name else victim)
    with pytest.raises(SessionError, match="Remove it"):
        Session(root).open()
    assert [path.read_text() for path in victim.iterdir()] == ["Dear Ada"]


async def test_nobody_else_reads_the_session(tmp_path: Path) -> None:
    """Whatever the umask is, and whoever made the files."""
    session = Session(tmp_path)
    session.folder.mkdir(parents=True)
    session.log.touch(mode=0o644)
    session.open().announce({}, {})
    files = {path: stat.S_IMODE(path.stat().st_mode) for path in session.folder.iterdir()}
    assert set(files.values()) == {0o600}
    assert stat.S_IMODE(session.folder.stat().st_mode) == 0o700


JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    "secret",
    [
        JWT,
        f"{JWT}.tag.more",
        "Bearer opaque-token-of-ada",
        json.dumps({"Authorization": "secret-1"}),
        json.dumps({"password": 'secret-"1"', "body": json.dumps({"newPassword": 'x"secret-1'})}),
        json.dumps({"body": json.dumps({"RefreshToken": "secret-1", "code": "123456"})}),
        json.dumps({"AuthenticationResult": {"AccessToken": "secret-1"}, "Session": "secret-1"}),
        json.dumps({"ConfirmationCode": "123456", "headers": {"x-amz-security-token": "secret-1"}}),
        "GET /callback?code=secret-1&state=1",
        "http://127.0.0.1/o?X-Amz-Credential=secret-1&X-Amz-Signature=secret-1",
        "grant_type=password&password=secret-1",
        "Authorization: Basic c2VjcmV0LTE=",
    ],
)
def test_log_file_has_no_secrets(secret: str) -> None:
    """Neither in lines, nor in payloads, nor in paths."""
    for record in (
        LogLine(1.0, "video", secret, "r-1"),
        Invocation(2.0, "f", "r-1", "x", 1.5, None, 60.0, None, secret.encode(), secret.encode()),
        Request(3.0, "GET", secret, secret, 200, 2.5, "r-1"),
        Notice(4.0, "warning", secret),
    ):
        kept = logfile.redacted(record)
        shown = repr(kept)
        for part in ("secret-1", "c2VjcmV0", "c2lnbmF0", "123456", "opaque-token", ".tag"):
            assert part not in shown


@pytest.mark.parametrize("record", RECORDS)
def test_log_file_keeps_what_is_no_secret(record: Record) -> None:
    """Nothing else is changed."""
    assert logfile.redacted(record) == record


def test_log_file_has_no_text_of_mails() -> None:
    """Their codes are on the terminal and the dashboard only."""
    mail = Notice(1.0, "info", "Mail to ada@example.com: Your code\n123456", topic="mail")
    assert logfile.redacted(mail) == dataclasses.replace(mail, text=mail.text.splitlines()[0])


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
