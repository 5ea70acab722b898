"""What renaming does to an application that runs."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

import pytest
from local.applications import run_application
from local.keys.projects import covers
from local.people import Person
from toolchain import beside

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

pytestmark = pytest.mark.slow

SPEC: Final = """\
scaffold: 1
app: key-names
models:
  artist:
    fields: {name: string}
    access: {create: public, update: public, delete: public}
buckets:
  photos:
    access: {create: public, delete: public}
functions:
  greet: {trigger: {http: "GET /greet", access: public}}
"""
FILE: Final = {"name": "cat.gif", "type": "image/gif", "size": 3}
RENAMES: Final = (
    ("model", "artist", "maker"),
    ("bucket", "photos", "pictures"),
    ("function", "greet", "welcome"),
)


def scaffold(root: Path, *arguments: str) -> None:
    """Run a command in the project, as a person does beside `scaffold dev`."""
    command: list[str | Path] = [beside("scaffold"), *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@covers("models.*.renamed_from", "buckets.*.renamed_from", "functions.*.renamed_from")
def test_renamed_from_keeps_data(
    event_loop_thread: asyncio.AbstractEventLoop,
    local_cache: None,  # noqa: ARG001 - used for its effect
    tmp_path: Path,
) -> None:
    """Items, objects and a function's body are there under the new names, without a restart."""
    (tmp_path / "spec.yaml").write_text(SPEC, encoding="utf-8")
    root = tmp_path / "project"
    scaffold(tmp_path, "new", str(root), "--spec", "spec.yaml", "--yes", "--no-git")
    body = root / "backend" / "src" / "key_names" / "functions" / "greet.py"
    body.write_text(body.read_text().replace("{", '{"mine": True, ', 1), encoding="utf-8")
    with run_application(event_loop_thread, root) as application:
        nobody = Person(application)
        item = nobody.create("/artists", {"name": "Eames"})
        upload = nobody.create("/buckets/photos/uploads", FILE)
        sent = application.http.put(upload["url"], content=b"GIF", headers=upload["headers"])
        assert sent.is_success

        for kind, old, new in RENAMES:
            scaffold(root, "rename", kind, old, new)
        scaffold(root, "regenerate")
        application.redeploy()

        assert nobody.request("GET", f"/makers/{item['id']}").json() == item
        assert nobody.request("GET", f"/buckets/pictures/objects/{upload['id']}").status_code == 200
        assert nobody.request("GET", "/greet").json()["mine"] is True
        assert nobody.request("GET", f"/artists/{item['id']}").status_code == 404
