"""The emulator as a child: loopback only, ended with its parent, its death and its state."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil
import pytest
import watchfiles

from scaffold.local.activity import ActivityLog
from scaffold.local.emulator import environment, process
from scaffold.local.emulator.cloud import Emulator, EndpointError
from scaffold.local.emulator.process import EmulatorStartError, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators import Bench

pytestmark = pytest.mark.slow

# Items whose state takes a while to save.
MANY: Final = 100_000


def test_only_loopback_is_served(bench: Bench) -> None:
    """One socket on 127.0.0.1, and no child processes."""
    child = psutil.Process(bench.process.pid)
    listening = [c for c in child.net_connections("inet") if c.status == psutil.CONN_LISTEN]
    assert [c.laddr for c in listening] == [("127.0.0.1", bench.process.port)]
    assert child.children(recursive=True) == []


def test_the_environment_is_installed_once(ministack: Path) -> None:
    """A second start installs and reports nothing."""
    told: list[str] = []
    assert environment.prepare(told.append) == ministack
    assert told == []


def test_wait_returns_when_the_process_is_killed(ministack: Path, tmp_path: Path) -> None:
    """`wait` returns at once."""

    async def run() -> int:
        async with await process.start(ministack, Settings(tmp_path)) as started:
            waiting = asyncio.create_task(started.wait())
            os.kill(started.pid, signal.SIGKILL)
            return await asyncio.wait_for(waiting, 5)

    assert asyncio.run(run()) == -signal.SIGKILL


@pytest.mark.parametrize("clean", [True, False])
def test_state_survives_a_restart(ministack: Path, tmp_path: Path, *, clean: bool) -> None:
    """With `persist`, objects and items survive a clean stop and a kill."""
    settings = Settings(tmp_path, persist=True)

    async def fill() -> int:
        async with await process.start(ministack, settings) as started:
            await asyncio.to_thread(_fill, _emulator(started))
            if not clean:
                saved = tmp_path / "state" / "saved" / "dynamodb.json"
                await asyncio.to_thread(_wait_until_saved, saved)
                os.kill(started.pid, signal.SIGKILL)
                await started.wait()
            return started.port

    async def look(port: int) -> tuple[int, int, bytes]:
        again = Settings(tmp_path, persist=True, port=port)
        async with await process.start(ministack, again) as started:
            count, body = await asyncio.to_thread(_look, _emulator(started))
            return started.port, count, body

    port = asyncio.run(fill())
    assert asyncio.run(look(port)) == (port, 1, b"kept")


def test_a_stop_during_a_save_loses_nothing(ministack: Path, tmp_path: Path) -> None:
    """The last save waits for one in progress; the files are whole whenever they are there."""
    settings = Settings(tmp_path, persist=True)
    saved, saving = tmp_path / "state" / "saved" / "dynamodb.json", tmp_path / "state" / "draft"

    async def fill() -> None:
        async with await process.start(ministack, settings) as started:
            await asyncio.to_thread(_fill, _emulator(started))

    async def stop_during_a_save() -> None:
        async with await process.start(ministack, settings) as started:
            await asyncio.to_thread(_wait_for, saving.exists, tmp_path)
            os.kill(started.pid, signal.SIGTERM)
            ended = asyncio.create_task(started.wait())
            while not ended.done():
                with contextlib.suppress(FileNotFoundError):  # between two steps
                    json.loads(await asyncio.to_thread(saved.read_text))

    async def count() -> int:
        async with await process.start(ministack, settings) as started:
            return (await asyncio.to_thread(_look, _emulator(started)))[0]

    asyncio.run(fill())
    state = json.loads(saved.read_text())
    (table,) = state["payload"]["tables"]["data"].values()
    table["items"] = {f"{n}": {"": {"id": {"S": f"{n}"}}} for n in range(MANY)}
    saved.write_text(json.dumps(state))
    asyncio.run(stop_during_a_save())
    assert asyncio.run(count()) == MANY


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"payload": {"tables"', '{"__ministack_format__": 99, "payload": {}}'],
)
def test_unreadable_state_is_kept(ministack: Path, tmp_path: Path, text: str) -> None:
    """The emulator does not start, and says which file to restore."""
    saved = tmp_path / "state" / "saved" / "dynamodb.json"
    saved.parent.mkdir(parents=True)
    saved.write_text(text)
    with pytest.raises(EmulatorStartError, match=r"dynamodb.json is unreadable: .*\n.*Restore it"):
        asyncio.run(process.start(ministack, Settings(tmp_path, persist=True)))
    assert saved.read_text() == text


@pytest.mark.parametrize("missing", ["cloudformation.json", "dynamodb.json", "iam.json"])
def test_state_that_is_not_whole_is_kept(ministack: Path, tmp_path: Path, missing: str) -> None:
    """A file of a saved state that is gone is named, and the others stay."""
    folder = tmp_path / "state" / "saved"
    folder.mkdir(parents=True)
    (folder / "contents").write_text(missing)
    with pytest.raises(EmulatorStartError, match=rf"{missing} is missing"):
        asyncio.run(process.start(ministack, Settings(tmp_path, persist=True)))
    assert [each.name for each in folder.iterdir()] == ["contents"]


@pytest.mark.parametrize("at", ["draft", "swap", "earlier version"])
def test_killed_while_saving(ministack: Path, tmp_path: Path, at: str) -> None:
    """An unfinished state is dropped; a finished one takes its place, or that of a version."""
    settings = Settings(tmp_path, persist=True)
    saved, draft, former = (tmp_path / "state" / name for name in ("saved", "draft", "former"))

    async def fill() -> None:
        async with await process.start(ministack, settings) as started:
            await asyncio.to_thread(_fill, _emulator(started))

    async def look() -> tuple[int, bytes]:
        async with await process.start(ministack, settings) as started:
            return await asyncio.to_thread(_look, _emulator(started))

    asyncio.run(fill())
    if at == "draft":
        draft.mkdir()
        (draft / "dynamodb.json").write_text("{")
    elif at == "earlier version":
        for file in saved.glob("*.json"):
            file.rename(saved.parent / file.name)
        shutil.rmtree(saved)
    else:
        saved.rename(draft)
        shutil.copytree(draft, former)
        (former / "dynamodb.json").write_text("{")
    assert asyncio.run(look()) == (1, b"kept")
    assert not draft.exists()
    assert not former.exists()
    assert not [*saved.parent.glob("*.json")]


def test_one_that_died_is_started_again(ministack: Path, tmp_path: Path) -> None:
    """Existing clients, and those of a role, work with the restarted emulator."""
    trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}}
    role = {"Version": "2012-10-17", "Statement": [{**trust, "Action": "sts:AssumeRole"}]}

    def use(emulator: Emulator) -> str:
        iam = emulator.client("iam")
        document = json.dumps(role)
        arn: str = iam.create_role(RoleName="r", AssumeRolePolicyDocument=document)["Role"]["Arn"]
        emulator.client("sts", arn).get_caller_identity()
        _fill(emulator)
        return arn

    async def run() -> tuple[str, int]:
        async with await process.start(ministack, Settings(tmp_path)) as first:
            emulator = _emulator(first)
            arn = await asyncio.to_thread(use, emulator)
            await asyncio.to_thread(
                _wait_until_saved, tmp_path / "state" / "saved" / "dynamodb.json"
            )
            await asyncio.to_thread(
                _wait_until_saved, tmp_path / "state" / "saved" / "sts.json", "ASIA"
            )
            os.kill(first.pid, signal.SIGKILL)
            await first.wait()
            async with await process.start(ministack, first.restart_settings):
                sts = emulator.client("sts", arn)
                who = await asyncio.to_thread(sts.get_caller_identity)
                count, _ = await asyncio.to_thread(_look, emulator)
                return who["Arn"], count

    who, count = asyncio.run(run())
    assert ":assumed-role/r/" in who
    assert count == 1


def test_without_persist_the_emulator_starts_empty(ministack: Path, tmp_path: Path) -> None:
    """The data of an earlier run is deleted."""

    async def fill() -> None:
        async with await process.start(ministack, Settings(tmp_path)) as started:
            await asyncio.to_thread(_fill, _emulator(started))

    async def buckets() -> int:
        async with await process.start(ministack, Settings(tmp_path)) as started:
            client = await asyncio.to_thread(_emulator(started).client, "s3")
            return len((await asyncio.to_thread(client.list_buckets))["Buckets"])

    asyncio.run(fill())
    assert asyncio.run(buckets()) == 0


def _emulator(started: process.EmulatorProcess) -> Emulator:
    return Emulator.of(started, "us-east-1", ActivityLog(time.time))


def _fill(emulator: Emulator) -> None:
    emulator.client("s3").create_bucket(Bucket="kept")
    emulator.client("s3").put_object(Bucket="kept", Key="k", Body=b"kept")
    dynamodb = emulator.client("dynamodb")
    dynamodb.create_table(
        TableName="kept",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )
    dynamodb.put_item(TableName="kept", Item={"id": {"S": "1"}})


def _look(emulator: Emulator) -> tuple[int, bytes]:
    body: bytes = emulator.client("s3").get_object(Bucket="kept", Key="k")["Body"].read()
    scan = emulator.client("dynamodb").get_paginator("scan").paginate
    return sum(page["Count"] for page in scan(TableName="kept", Select="COUNT")), body


def _wait_until_saved(path: Path, text: str = '"kept"') -> None:
    """Return once the periodic save holds the table, or another text."""
    _wait_for(lambda: path.exists() and text in path.read_text(), path.parents[2])


def _wait_for(is_there: Callable[[], bool], folder: Path) -> None:
    for count, _ in enumerate(watchfiles.watch(folder, yield_on_timeout=True, rust_timeout=50)):
        if is_there():
            return
        assert count < 500, "what the periodic save writes is not there"


def test_the_emulator_ends_with_its_parent(ministack: Path, tmp_path: Path) -> None:
    """Killing the parent process ends the emulator."""
    program = f"""
import asyncio, pathlib
from scaffold.local.emulator import process

async def main():
    started = await process.start(
        pathlib.Path({str(ministack)!r}), process.Settings(pathlib.Path({str(tmp_path)!r}))
    )
    print(started.pid, flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert psutil.wait_procs([child], timeout=10)[1] == []


def test_a_port_in_use_is_replaced_by_another(ministack: Path, tmp_path: Path) -> None:
    """The emulator starts on a free port."""

    async def run() -> int:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            async with await process.start(ministack, Settings(tmp_path, port=port)) as started:
                return int(started.port) - int(port)

    assert asyncio.run(run()) != 0


def test_a_failed_start_shows_the_log(tmp_path: Path) -> None:
    """The error has the end of the log instead of a traceback."""
    with pytest.raises(
        EmulatorStartError, match=r"did not start:[\s\S]*No module named 'ministack'"
    ):
        asyncio.run(process.start(Path(sys.executable), Settings(tmp_path)))


def test_an_endpoint_must_be_a_url() -> None:
    """Anything else in `--endpoint` is an error."""
    with pytest.raises(EndpointError, match="is not a URL"):
        Emulator.at("localhost:4566", "us-east-1", ActivityLog(time.time))
