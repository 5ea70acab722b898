"""What is saved takes effect: code in a blink, a template with all data kept, mistakes said."""

from __future__ import annotations

import re
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from local.cloud.defects import replaced, within

if TYPE_CHECKING:
    from pathlib import Path

    from local.applications import Running
    from local.people import Person

pytestmark = pytest.mark.slow

HANDLER = "backend/src/video_share/functions/hello.py"
SAVES = 5
WAITING = """
import pathlib, time

def at_the_gate():
    print("waits")
    while not pathlib.Path("GATE").exists():
        time.sleep(0.01)
    return "through"
"""


def test_reload_of_a_saved_handler(running: Running, capsys: pytest.CaptureFixture[str]) -> None:
    """The next requests are answered by the new code; the time is printed, not judged."""
    code = (running.root / HANDLER).read_text(encoding="utf-8")
    took = []
    for number in range(SAVES):
        running.request("GET", "/hello/ada")
        text = replaced(code, '"route": request.route', f'"route": "version {number}"')
        saved = running.save(HANDLER, text)
        while running.request("GET", "/hello/ada").json()["route"] != f"version {number}":
            assert time.time() < saved + 30, "the new code did not become live"
        took.append((time.time() - saved) * 1000)
    with capsys.disabled():
        print(f"\nsaved to live: p50 {statistics.median(took):.0f} ms of {SAVES} saves")  # noqa: T201
    running.save(HANDLER, code)


def test_import_error_is_reported_until_fixed(running: Running) -> None:
    """A syntax error is a 500 with its line in the log; the mended file works at once."""
    code = (running.root / HANDLER).read_text(encoding="utf-8")
    saved = running.save(HANDLER, code + "\ndef broken(:\n")
    running.notice("reload", since=saved)
    assert running.request("GET", "/hello/ada").status_code == 500
    running.line("hello.py", since=saved)
    running.notice("reload", since=running.save(HANDLER, code))
    assert running.request("GET", "/hello/ada").status_code == 200


def test_a_changed_template_keeps_the_data(running: Running, ada: Person) -> None:
    """Items, people and their tokens are those of before."""
    item = ada.create("/videos", {"title": "Kept"})
    template = (running.root / "template.yaml").read_text(encoding="utf-8")
    said = running.deploy(within(template, "HttpApi:", "MaxAge: 3600", "MaxAge: 60"))
    assert said.startswith("Deployed in")
    assert ada.get(f"/videos/{item['id']}") == item
    assert ada.request("PATCH", f"/videos/{item['id']}", {"title": "Changed"}).status_code == 200
    running.deploy(template)


def test_deployment_keeps_requests_in_progress(running: Running, tmp_path: Path) -> None:
    """Whoever waits for an answer gets it, though the API is another one meanwhile."""
    code = (running.root / HANDLER).read_text(encoding="utf-8")
    template = (running.root / "template.yaml").read_text(encoding="utf-8")
    gate = tmp_path / "gate"
    answering = replaced(code, '"route": request.route', '"route": at_the_gate()')
    waiting = WAITING.replace("GATE", str(gate)) + answering
    running.notice("reload", since=running.save(HANDLER, waiting))
    with ThreadPoolExecutor() as pool:
        asked = time.time()
        answer = pool.submit(running.request, "GET", "/hello/ada")
        running.line("waits", since=asked)
        for age in ("60", "120"):
            changed = within(template, "HttpApi:", "MaxAge: 3600", f"MaxAge: {age}")
            assert running.deploy(changed).startswith("Deployed in")
        assert not answer.done()
        gate.touch()
        assert answer.result().json()["route"] == "through"
    running.deploy(template)
    running.notice("reload", since=running.save(HANDLER, code))


def test_a_changed_function_runs_as_the_template_now_says(running: Running) -> None:
    """Its memory and its variables are the new ones, without a change of its code."""
    code = (running.root / HANDLER).read_text(encoding="utf-8")
    template = (running.root / "template.yaml").read_text(encoding="utf-8")
    shown = 'os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] + os.environ.get("WORD", "")'
    telling = "import os\n" + replaced(code, '"route": request.route', f'"route": {shown}')
    running.notice("reload", since=running.save(HANDLER, telling))
    assert running.request("GET", "/hello/ada").json()["route"] == "512"
    role = "      Role: !GetAtt HelloFunctionRole.Arn\n"
    changed = f"{role}      MemorySize: 256\n      Environment: {{Variables: {{WORD: changed}}}}\n"
    running.deploy(within(template, "HelloFunction:", role, changed))
    assert running.request("GET", "/hello/ada").json()["route"] == "256changed"
    running.deploy(template)
    running.notice("reload", since=running.save(HANDLER, code))


def test_template_error_names_its_line(running: Running) -> None:
    """The old application goes on, and the mended template is deployed."""
    template = (running.root / "template.yaml").read_text(encoding="utf-8")
    said = running.deploy(replaced(template, "Value: !Ref VideoTable", "Value: !Ref VideTable"))
    assert said.startswith("Not deployed: ")
    assert "VideTable" in said
    assert running.request("GET", "/health").json() == {"status": "ok"}

    said = running.deploy(replaced(template, "Parameters:\n", "Parameters:\n  - [\n"))
    line = template.splitlines().index("Parameters:") + 1
    place = re.search(r"template\.yaml:(\d+):\d+: invalid YAML", said)
    assert place is not None, said
    assert line < int(place[1]) <= line + 4
    assert running.request("GET", "/health").json() == {"status": "ok"}

    assert running.deploy(template).startswith("Deployed in")


def test_deployment_with_data_loss_is_rejected(running: Running, ada: Person) -> None:
    """A table with another key would be recreated empty: it stays, and how to accept is said."""
    item = ada.create("/videos", {"title": "Kept"})
    template = (running.root / "template.yaml").read_text(encoding="utf-8")
    start = template.index("  VideoTable:\n")
    changed = template[:start] + template[start:].replace(
        "- {AttributeName: id, KeyType: HASH}", "- {AttributeName: owner, KeyType: HASH}", 1
    )
    said = running.deploy(changed)
    assert said.startswith("Not deployed, to keep the data: ")
    assert "VideoTable" in said
    assert ada.get(f"/videos/{item['id']}") == item
    running.deploy(template)
