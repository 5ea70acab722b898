"""A saved spec offers to regenerate, and a key makes the running application the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pexpect
import pytest
from local.cloud.terminal import SCAFFOLD, in_terminal, scaffold

from scaffold.local.session import Session

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("local_cache")]

GREET = """\
  greet:
    trigger: {http: GET /greet, access: public}
"""


def test_dev_key_r_regenerates_and_deploys(tmp_path: Path) -> None:
    """The route of a function that has just been written into scaffold.yaml answers."""
    root = tmp_path / "hello"
    made = scaffold("new", str(root), "--example", "hello", "--yes", "--no-git")
    assert made[0] == 0, made
    shell = in_terminal(SCAFFOLD, "dev", str(root), "--no-frontend", "--port", "0")
    try:
        shell.expect_exact("q quit")
        api = Session(root).require().urls["API"]
        assert httpx.get(f"{api}/greet", trust_env=False).status_code == 404
        spec = root / "scaffold.yaml"
        spec.write_text(spec.read_text() + GREET)
        shell.expect_exact("press r to regenerate")
        shell.send("r")
        shell.expect_exact("Deployed in")
        greeted = httpx.get(f"{api}/greet", trust_env=False, timeout=60)
        assert greeted.status_code == 200
        assert greeted.json()["route"] == "GET /greet"
    finally:
        shell.send("q")
        shell.expect(pexpect.EOF)
        shell.close()
    assert shell.exitstatus == 0
