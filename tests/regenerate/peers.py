"""Tools that update a project to newer templates: scaffold and Copier, as a person runs them.

Both get the same templates. A path may have `{function}`, the name of an entity that a person can
rename: a function of our spec, and an answer of Copier's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Files: TypeAlias = "Mapping[str, str | bytes]"

ROOT = Path(__file__).parents[2]
FIRST_NAME = "hello"
COPIER_QUESTIONS = f"""\
_templates_suffix: .jinja
function: {{type: str, default: {FIRST_NAME}}}
"""
ANSWERS = "{{ _copier_conf.answers_file }}.jinja"

# Kills the process before a change of the project's files, like a power failure. Python imports a
# module with this name at its start.
KILLER = """
import os
import signal
import sys

left = int(os.environ.get("CHANGES_LEFT", 0))


def hook(event, arguments):
    global left
    if event == "open" and isinstance(arguments[1], str) and not arguments[1].startswith("r"):
        path = arguments[0]
    elif event == "os.rename":
        path = arguments[1]
    else:
        return
    project = os.environ["PROJECT"]
    path = os.path.abspath(os.fsdecode(path)) if isinstance(path, (str, bytes, os.PathLike)) else ""
    inside = path.startswith(project) and path[len(project):].split("/")[1][:1] != "."
    left -= inside
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)


if "CHANGES_LEFT" in os.environ:
    sys.addaudithook(hook)
"""


class Peer(Protocol):
    """A tool, installed in a folder."""

    name: str

    def publish(self, version: str, files: Files) -> None:
        """Publish a version of the templates."""

    def create(self, project: Path) -> None:
        """Create a project from the templates."""

    def rename(self, project: Path, name: str) -> None:
        """Rename the entity for the next update."""

    def accept(self, project: Path) -> None:
        """Resolve conflicts in the tool's own files with their side, after a merge of branches."""

    def update(self, project: Path, kill_after: int | None = None) -> int:
        """Update a project to the templates; return the exit code."""


class Scaffold:
    """This package, with the test's templates."""

    name = "scaffold"

    def __init__(self, place: Path) -> None:
        self._tool = place / "tool"
        self._tool.mkdir(parents=True)
        (self._tool / "scaffold").symlink_to(ROOT / "scaffold")
        (self._tool / "sitecustomize.py").write_text(KILLER)
        self._spec = place / "spec.yaml"
        self._spec.write_text(f"scaffold: 1\napp: cases\nfunctions:\n  {FIRST_NAME}: {{}}\n")

    def publish(self, version: str, files: Files) -> None:
        """Put the templates beside the package."""
        del version
        base = self._tool / "templates" / "base"
        if base.exists():
            shutil.rmtree(base)
        _write(base, files)

    def create(self, project: Path) -> None:
        """Run `scaffold new`."""
        code = self._run("new", str(project), "--spec", str(self._spec), "--no-git")
        assert code == 0, "scaffold new failed"

    def rename(self, project: Path, name: str) -> None:
        """Run `scaffold rename`."""
        assert self._run("rename", "function", FIRST_NAME, name, "--project", str(project)) == 0

    def accept(self, project: Path) -> None:
        """Do nothing: regenerating reads both sides of the lock."""

    def update(self, project: Path, kill_after: int | None = None) -> int:
        """Run `scaffold regenerate`."""
        return self._run("regenerate", str(project), **_kill(project, kill_after))

    def _run(self, *arguments: str, **environment: str) -> int:
        own = {"PYTHONPATH": str(self._tool), "SCAFFOLD_CACHE_DIR": str(self._tool / "cache")}
        return _code([sys.executable, "-P", "-m", "scaffold", *arguments], own | environment)


class Copier:
    """Copier, with a tagged template in a git repository, which updates need."""

    name = "copier"

    def __init__(self, place: Path) -> None:
        self._template = place / "template"
        self._template.mkdir(parents=True)
        git(self._template, "init", "--quiet")
        self._boot = place / "boot"
        self._boot.mkdir()
        (self._boot / "sitecustomize.py").write_text(KILLER)
        self._answers: list[str] = []

    def publish(self, version: str, files: Files) -> None:
        """Commit the templates under a tag."""
        for path in self._template.iterdir():
            if path.name != ".git":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        _write(
            self._template,
            {
                path.replace("{function}", "{{ function }}"): content
                for path, content in files.items()
            },
        )
        (self._template / "copier.yml").write_text(COPIER_QUESTIONS)
        (self._template / ANSWERS).write_text("{{ _copier_answers|to_nice_yaml }}")
        commit(self._template, version)
        git(self._template, "tag", version)

    def create(self, project: Path) -> None:
        """Run `copier copy`."""
        assert self._run("copy", str(self._template), str(project)) == 0, "copier copy failed"

    def rename(self, project: Path, name: str) -> None:
        """Change the answer for the next update."""
        del project
        self._answers = ["--data", f"function={name}"]

    def accept(self, project: Path) -> None:
        """Take their side of the answers, and commit: an update needs a clean tree."""
        if git(project, "ls-files", "--unmerged", ".copier-answers.yml"):
            git(project, "checkout", "--quiet", "--theirs", ".copier-answers.yml")
        commit(project, "Merge")

    def update(self, project: Path, kill_after: int | None = None) -> int:
        """Run `copier update`."""
        return self._run("update", *self._answers, str(project), **_kill(project, kill_after))

    def _run(self, command: str, *arguments: str, **environment: str) -> int:
        program = [sys.executable, "-m", "copier", command, "--quiet", "--defaults"]
        return _code([*program, *arguments], {"PYTHONPATH": str(self._boot)} | environment)


PEERS: tuple[type[Scaffold | Copier], ...] = (Scaffold, Copier)


def git(folder: Path, *arguments: str, check: bool = True) -> str:
    """Run git in a folder, without the user's settings; return its output."""
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env=_environment({}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(folder: Path, message: str) -> None:
    """Commit everything, even if nothing changed."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", f"--message={message}")


def _write(folder: Path, files: Files) -> None:
    """Write templates: texts are rendered by Jinja, bytes are copied."""
    for path, content in files.items():
        text = isinstance(content, str)
        file = folder / (f"{path}.jinja" if text else path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)


def _kill(project: Path, after: int | None) -> dict[str, str]:
    """Return the environment that kills a program after a number of changes."""
    return {} if after is None else {"PROJECT": str(project), "CHANGES_LEFT": str(after)}


def _code(command: list[str], environment: Mapping[str, str]) -> int:
    done = subprocess.run(
        command,
        env=_environment(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return done.returncode


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    inherited = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    identity = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "A"), ("EMAIL", "a@example.com"))
    }
    no_settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return inherited | identity | no_settings | dict(extra)
