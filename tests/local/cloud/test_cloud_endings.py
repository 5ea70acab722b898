"""However `scaffold dev` ends, nothing of it is left, and what was there before is back."""

from __future__ import annotations

import json
import shlex
import signal
import socket
from typing import TYPE_CHECKING

import httpx
import pexpect
import psutil
import pytest
import toolchain
from local.applications import PATIENCE, wait_until_ended
from local.cloud.terminal import SCAFFOLD, Dev, dev, in_terminal, scaffold

from scaffold.local.frontend import Frontend

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("local_cache")]

DEPLOYED = '{"apiUrl": "https://deployed.example.com"}\n'


@pytest.fixture(scope="module")
def installed(video_share: Path) -> Path:
    """The founding example with its frontend's dependencies in place."""
    frontend = video_share / "frontend"
    modules = toolchain.node_project(frontend) / "node_modules"
    (frontend / "node_modules").symlink_to(modules)
    Frontend(frontend).mark_installed()
    return video_share


@pytest.fixture
def config(installed: Path) -> Iterator[Path]:
    """The configuration of a deployed stage, which somebody has written before."""
    path = installed / "frontend" / "public" / "config.json"
    path.write_text(DEPLOYED)
    yield path
    path.unlink()


def test_a_killed_vite_is_started_again(installed: Path) -> None:
    """It is said, and the page is there again, at the same address."""
    with dev(installed) as running:
        page = httpx.get(running.urls["App"], trust_env=False)
        assert page.status_code == 200
        vite = next(
            process for process in running.family if "vite.js" in " ".join(process.cmdline())
        )
        vite.kill()
        running.said("Vite ended")
        running.said("Vite is running again")
        assert httpx.get(running.urls["App"], trust_env=False).text == page.text


def test_nothing_listens_beyond_loopback_and_a_term_ends_all(installed: Path, config: Path) -> None:
    """With Vite and all; afterwards no process, no port, and the user's own configuration."""
    with dev(installed) as running:
        family, listening = running.family, sockets(running)
        assert {address for address, _ in listening} == {"127.0.0.1"}
        local = json.loads(config.read_text())
        assert local["apiUrl"] == running.urls["API"]
        served = httpx.get(f"{running.urls['App']}/config.json", trust_env=False)
        assert served.json() == local
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(PATIENCE) == 0
    assert_gone(family, listening)
    assert config.read_text() == DEPLOYED


def test_killed_dev_leaves_no_orphans(installed: Path, config: Path) -> None:
    """Whatever was running ends, and the next run gives the user's configuration back."""
    with dev(installed) as running:
        httpx.get(f"{running.urls['API']}/health", trust_env=False).raise_for_status()
        family, listening = running.family, sockets(running)
        assert len(family) > 3
        running.process.kill()
    assert_gone(family, listening)
    code, out, err = scaffold(
        "dev", str(installed), "--port", "0", "--once", 'curl -sf "$API_URL/health"'
    )
    assert (code, json.loads(out)) == (0, {"status": "ok"}), err
    assert config.read_text() == DEPLOYED


def test_frontend_config_is_restored_after_a_kill(installed: Path) -> None:
    """Where there was none, there is none again after the next run: a build must not ship it."""
    path = installed / "frontend" / "public" / "config.json"
    with dev(installed) as running:
        assert path.exists()
        running.process.kill()
    assert scaffold("dev", str(installed), "--port", "0", "--once", "true")[0] == 0
    assert not path.exists()


@pytest.mark.parametrize("key", ["\x03", "q"], ids=["ctrl-c", "q"])
def test_dev_restores_the_terminal(installed: Path, key: str) -> None:
    """Its settings are restored, the exit code is 0, and no process is left."""
    # The shell hears Ctrl-C, too, and goes on.
    run = f"{shlex.quote(SCAFFOLD)} dev {installed} --no-frontend --port 0"
    line = f"trap : INT; stty -g; {run}; echo code $?"
    shell = in_terminal("/bin/sh", "-c", f"{line}; stty -g")
    before = shell.readline().strip()
    shell.expect_exact("q quit")
    family = psutil.Process(shell.pid).children(recursive=True)
    shell.send(key)
    shell.expect_exact("code 0\r\n")
    assert shell.readline().strip() == before
    shell.expect(pexpect.EOF)
    shell.close()
    assert_gone(family, set())


def test_interrupted_start_cleans_up(installed: Path) -> None:
    """It says so, and ends as shells say that an interrupt has ended a program."""
    shell = in_terminal(SCAFFOLD, "dev", str(installed), "--no-frontend", "--port", "0")
    shell.expect_exact("Starting")
    family = [psutil.Process(shell.pid), *psutil.Process(shell.pid).children(recursive=True)]
    shell.send("\x03")
    shell.expect_exact("everything has been stopped")
    shell.expect(pexpect.EOF)
    shell.close()
    assert shell.exitstatus == 130
    assert_gone(family, set())


def sockets(running: Dev) -> set[tuple[str, int]]:
    """Where the processes of a run listen."""
    return {
        (socket.laddr.ip, socket.laddr.port)
        for process in running.family
        for socket in process.net_connections("inet")
        if socket.status == psutil.CONN_LISTEN
    }


def assert_gone(family: list[psutil.Process], listening: set[tuple[str, int]]) -> None:
    """All processes have ended, and nobody answers where they did."""
    wait_until_ended(family)
    for address in listening:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(address, 5).close()
