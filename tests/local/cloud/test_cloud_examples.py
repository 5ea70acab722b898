"""The examples in the help of `scaffold invoke`, each as it stands there."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from local.cloud.terminal import SCAFFOLD, dev, scaffold

from scaffold.cli.invoke import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

COMMANDS = [line.strip() for line in EXAMPLES.splitlines() if line.startswith("  scaffold ")]
EVENT = EXAMPLES[EXAMPLES.index("  {") :]


@pytest.fixture(scope="module")
def hello(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The running example that the help is about, with the event that it shows."""
    root = tmp_path_factory.mktemp("examples") / "hello"
    assert scaffold("new", str(root), "--example", "hello", "--no-git")[0] == 0
    (root / "event.json").write_text(EVENT)
    with dev(root, "--no-frontend"):
        yield root


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_of_invoke_works(hello: Path, command: str) -> None:
    """In the shell, from the folder of the project."""
    line = command.replace("scaffold", SCAFFOLD, 1)

    done = subprocess.run(line, shell=True, cwd=hello, capture_output=True, text=True, check=False)  # noqa: S602 - our own help

    assert done.returncode == 0, done.stdout + done.stderr
    assert "GET /hello/{name}" in done.stdout
