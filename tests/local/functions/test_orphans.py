"""A function's process never outlives the one that started it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from local.functions.harness import run, running, until

if TYPE_CHECKING:
    from local.functions.harness import Harness

PARENT = """
import asyncio, sys
from pathlib import Path
from local.functions.harness import Harness, answer, call, run

async def scenario():
    harness = Harness(Path(sys.argv[1]))
    async with harness.running(harness.function()) as functions:
        print(answer(await call(functions, "handlers-echo"))["pid"], flush=True)
        asyncio.ensure_future(call(functions, "handlers-echo", seconds=1000))
        await asyncio.sleep(1000)

run(scenario())
"""


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells a process of its parent's end"
)
def test_a_killed_parent_leaves_no_process(harness: Harness) -> None:
    """SIGKILL of what runs functions ends them, busy or idle; the next run removes their files."""
    tests = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": f"{tests}:{tests.parent}"}
    command = [sys.executable, "-c", PARENT, str(harness.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert running(pid)
        parent.kill()

    async def scenario() -> None:
        await until(lambda: not running(pid))
        assert left()
        async with harness.running():
            assert not left()

    def left() -> list[Path]:
        return list(Path(tempfile.gettempdir()).glob(f"scaffold-function-{parent.pid}-*"))

    run(scenario())
