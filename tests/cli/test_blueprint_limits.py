"""Blueprints that would take all memory, time, or disk: each ends with one error."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from scaffold.cli.blueprint.answers import Answers
from scaffold.cli.blueprint.limits import LIMITS, MIB, BlueprintError, check_files, is_within
from scaffold.cli.blueprint.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.program import Program

    from scaffold.cli.blueprint.limits import Limits

GIB: Final = 1024 * MIB
DEFAULTS: Final = Answers({}, {}, ask=False)
QUESTIONS: Final = "app: {type: str, default: abc}\n"
LARGE: Final = "{{ 'a' * 3000000000 }}"
TOO_LONG: Final = (
    "cannot be rendered: Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000)."
)
LOOPS: Final = (
    "{% for a in range(100000) %}{% for b in range(100000) %}TEXT{% endfor %}{% endfor %}"
)


@pytest.fixture
def blueprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small blueprint; temporary files are made in an empty folder beside it."""
    root = tmp_path / "blueprint"
    root.mkdir()
    (root / "copier.yml").write_text(QUESTIONS)
    (root / "scaffold.yaml.jinja").write_text("scaffold: 1\napp: {{ app }}\n")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return root


def question(default: str = "x", when: str = "true") -> str:
    """The questions, and one more."""
    return f'{QUESTIONS}more: {{type: str, default: "{default}", when: "{when}"}}\n'


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text", "limits", "message"),
    [
        ("x.jinja", LARGE, LIMITS, "needs more than 1024 MiB of memory"),
        ("copier.yml", question(default=LARGE), LIMITS, "needs more than 1024 MiB of memory"),
        ("copier.yml", question(when=LARGE), LIMITS, "needs more than 1024 MiB of memory"),
        (
            "x.jinja",
            LOOPS,
            replace(LIMITS, memory=GIB // 2),
            "needs more than 512 MiB of memory",
        ),
        (
            "x.jinja",
            LOOPS.replace("TEXT", ""),
            replace(LIMITS, seconds=2),
            "takes more than 2 seconds to render",
        ),
        (
            "x.jinja",
            "{{ 'a' * 2000000 }}",
            replace(LIMITS, file=MIB),
            "renders a file that is larger than 1 MiB",
        ),
        (
            "{% yield x from range(100000) %}{{ x }}{% endyield %}.txt",
            "",
            replace(LIMITS, rendered_files=30),
            "renders more than 256 MiB, or 30 files",
        ),
        (
            "x.jinja",
            "{% for a in range(10**9) %}{% endfor %}",
            LIMITS,
            TOO_LONG,
        ),
        ("x.jinja", "{{ 1 / 0 }}", LIMITS, "cannot be rendered: division by zero"),
        (
            "x.jinja",
            "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
            LIMITS,
            "cannot be rendered: maximum recursion depth exceeded",
        ),
    ],
)
def test_rendering_is_bounded(
    blueprint: Path, name: str, text: str, limits: Limits, message: str
) -> None:
    """Whether a file, a file's name, or a question asks for too much; nothing is left."""
    (blueprint / name).write_text(text)

    with pytest.raises(BlueprintError) as caught:
        render(str(blueprint), DEFAULTS, ref=None, trust=False, limits=limits)

    assert str(caught.value) == f"{blueprint}: {message}"
    assert list(Path(tempfile.gettempdir()).iterdir()) == []


@pytest.mark.slow
def test_trusted_code_has_no_limits(blueprint: Path) -> None:
    """It could lift them: and Node.js, for one, reserves more memory than a blueprint may use."""
    (blueprint / "x.jinja").write_text("{{ 'a' * 2000000 }}")
    limits = replace(LIMITS, file=MIB, memory=1)

    rendered = render(str(blueprint), DEFAULTS, ref=None, trust=True, limits=limits)

    assert len(rendered.files) == 1


@pytest.mark.slow
def test_code_that_is_not_trusted_lifts_no_limits(blueprint: Path) -> None:
    """It is refused before anything is rendered."""
    (blueprint / "copier.yml").write_text(f"{question(default=LARGE)}_tasks: [touch x]\n")

    with pytest.raises(BlueprintError, match=r"\(tasks\)\. Read it, then pass --trust"):
        render(str(blueprint), DEFAULTS, ref=None, trust=False)


@pytest.mark.slow
def test_a_blueprint_over_its_limits_makes_no_project(scaffold: Program) -> None:
    """The program ends with one error."""
    root = scaffold.folder.parent / "blueprint"
    root.mkdir()
    (root / "copier.yml").write_text(question(default=LARGE))

    done = scaffold.run("new", "--from", str(root), "--yes")

    assert (done.code, done.out) == (2, "")
    assert done.err == f"error: {root}: needs more than 1024 MiB of memory\n"
    assert scaffold.leftovers() == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("send", "number"), [(os.killpg, signal.SIGINT), (os.kill, signal.SIGTERM)]
)
def test_an_interrupt_ends_rendering(
    scaffold: Program,
    blueprint: Path,
    send: Callable[[int, int], None],
    number: signal.Signals,
) -> None:
    """From a terminal, which tells both processes, or to the program alone."""
    (blueprint / "folder").mkdir()
    (blueprint / "folder" / "x.jinja").write_text(LOOPS.replace("TEXT", ""))
    temporary = Path(tempfile.gettempdir())
    child = scaffold.start("new", "--from", str(blueprint), "--yes", TMPDIR=str(temporary))
    while not list(temporary.glob("scaffold-blueprint-*/rendered/folder")):
        assert child.poll() is None
        time.sleep(0.05)

    send(child.pid, number)

    out, err = child.communicate(timeout=30)
    assert (child.returncode, out, err) == (130, "", "")
    assert scaffold.leftovers() == []
    assert list(temporary.iterdir()) == []


def plant_sparse(place: Path) -> None:
    """A file of 20 GiB that takes no space."""
    with place.open("wb") as file:
        file.truncate(20 * GIB)


@pytest.mark.parametrize(
    ("plant", "message"),
    [
        (plant_sparse, "x is larger than 64 MiB"),
        (os.mkfifo, "x is not a regular file, which a blueprint must not contain"),
        (
            lambda place: place.symlink_to("/dev/zero"),
            "x is a symbolic link, which a blueprint must not contain",
        ),
        (
            lambda place: place.symlink_to(".."),
            "x is a symbolic link, which a blueprint must not contain",
        ),
    ],
)
def test_files_are_looked_at_before_they_are_read(
    blueprint: Path, plant: Callable[[Path], object], message: str
) -> None:
    """Copier would read them whole, or wait for a pipe's writer."""
    plant(blueprint / "x")

    with pytest.raises(BlueprintError) as caught:
        check_files(blueprint, LIMITS)

    assert str(caught.value) == message


def test_links_within_a_blueprint_and_files_of_git_are_usual(blueprint: Path) -> None:
    """A repository has a socket of its file system monitor, say."""
    (blueprint / "link").symlink_to("copier.yml")
    (blueprint / ".git").mkdir()
    os.mkfifo(blueprint / ".git" / "fsmonitor--daemon.ipc")

    check_files(blueprint, LIMITS)


def test_the_size_of_a_folder_is_its_bytes_or_its_entries(tmp_path: Path) -> None:
    """Whichever comes first."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"12345")

    assert is_within(tmp_path, 5, 2)
    assert not is_within(tmp_path, 4, 2)
    assert not is_within(tmp_path, 5, 1)
