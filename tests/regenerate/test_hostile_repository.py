"""Repositories that mean harm: no command writes, deletes, or runs anything outside the project."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import resource
import shutil
import socket
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from cli.program import tree
from regenerate.conftest import SPEC, Checkout

from scaffold.project.paths import PathError, generated_path, project_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.program import Answer

Plant = Callable[[Path, Path], None]

GIB: Final = 2**30
COMMANDS: Final = (
    ("check",),
    ("plan", "--diff"),
    ("explain", "template.yaml"),
    ("regenerate", "--yes"),
    ("undo",),
    ("regenerate",),
    ("logs",),
)
COMPLETION: Final = {
    "_SCAFFOLD_COMPLETE": "complete_bash",
    "COMP_WORDS": "scaffold remove model ",
    "COMP_CWORD": "3",
}


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """What belongs to the person, outside the project."""
    folder = tmp_path / "victim"
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear Ada")
    return folder


@pytest.fixture
def clone(checkout: Checkout) -> Iterator[Checkout]:
    """A project in a git repository."""
    git(checkout.root, "init", "--quiet")
    git(checkout.root, "add", "--all")
    identity = ("-c", "user.name=Eve", "-c", "user.email=eve@example.com")
    git(checkout.root, *identity, "commit", "--quiet", "--message=Project")
    yield checkout
    # Folders may be too deep for pytest to remove.
    subprocess.run(["rm", "-rf", str(checkout.root)], check=True)


def git(root: Path, *arguments: str) -> None:
    """Run git."""
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


def run_everything(clone: Checkout) -> list[Answer]:
    """Run all commands that read a project, within bounded memory; none may fail unexpectedly."""

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (GIB, GIB))

    answers = [clone.scaffold(*command, preexec_fn=bound) for command in COMMANDS]
    answers.append(clone.scaffold(preexec_fn=bound, env=COMPLETION))
    for command, answer in zip((*COMMANDS, "completion"), answers, strict=True):
        assert "Traceback" not in answer.err, (command, answer.err)
        assert answer.code in {0, 1, 2, 3, 4}, (command, answer.err)
    return answers


def inside(root: Path) -> dict[str, bytes | None]:
    """Return what belongs to git: everything but the index and new objects."""
    return {
        path: content
        for path, content in tree(root / ".git").items()
        if path != "index" and not path.startswith("objects")
    }


def journal(path: str, before: str | None, after: str | None) -> str:
    """Return a journal that takes back a write of `after` over `before`."""
    states = [
        text if text is None else [hashlib.sha256(text.encode()).hexdigest(), "100755"]
        for text in (before, after)
    ]
    return json.dumps({"steps": [[path, *states]], "made": [], "going": [], "permissions": {}})


def write(place: Path, text: str) -> None:
    """Write a file and its folders."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)


def plant_journal(path: str, state: str) -> Plant:
    """Plant a transaction that restores a file at a path."""

    def plant(root: Path, _victim: Path) -> None:
        store = root / ".scaffold/transaction"
        folder = store / ("next" if state == "journal" else "last")
        write(folder / state, journal(path, "harm", None))
        write(folder / "old/0", "harm")
        (folder / "old/0").chmod(0o755)

    return plant


def plant_removal(root: Path, victim: Path) -> None:
    """Plant a transaction that removes a letter whose text is known."""
    path = os.path.relpath(victim / "letter.txt", root)
    write(root / ".scaffold/transaction/next/journal", journal(path, None, "Dear Ada"))


def plant_link(place: str, target: str) -> Plant:
    """Plant a link to the victim's folder in the place of a file or folder of ours."""

    def plant(root: Path, victim: Path) -> None:
        link = root / place
        if link.is_dir():
            shutil.rmtree(link)
        link.unlink(missing_ok=True)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(victim / target)

    return plant


def edit_lock(change: Callable[[dict[str, Any]], object], path: str = "Makefile") -> Plant:
    """Change the lock's entry of a file."""

    def plant(root: Path, _victim: Path) -> None:
        file = root / ".scaffold/lock"
        lines = [json.loads(line) for line in file.read_text().splitlines()]
        change(next(line for line in lines if line.get("path") == path))
        file.write_text("".join(json.dumps(line) + "\n" for line in lines))

    return plant


def bomb(entry: dict[str, Any]) -> None:
    """Let a text of some kilobytes stand for four gigabytes."""
    stream = zlib.compressobj(9)
    chunk = b"\0" * 2**24
    packed = b"".join(stream.compress(chunk) for _ in range(256)) + stream.flush()
    entry["text"] = base64.b64encode(packed).decode()


def nested(root: Path, _victim: Path) -> None:
    """Nest a line of the lock deeply."""
    with (root / ".scaffold/lock").open("a") as file:
        file.write("[" * 100_000 + "\n")


def deep_configuration(root: Path, _victim: Path) -> None:
    """Nest lists deeply in a file whose stacks a plan compares."""
    (root / "scaffold.yaml").write_text(f"{SPEC}stages: [dev, test, prod]\n")
    with (root / "samconfig.toml").open("a") as file:
        file.write(f"\nx = {'[' * 10**5}{']' * 10**5}\n")


def deep_template(root: Path, _victim: Path) -> None:
    """Nest lists deeply in a file whose resources a plan compares."""
    (root / "scaffold.yaml").write_text(SPEC.replace("hello:", "bye:"))
    with (root / "template.yaml").open("a") as file:
        file.write(f"\nMetadata: {'[' * 10**5}{']' * 10**5}\n")


def deep_folders(root: Path, _victim: Path) -> None:
    """Replace a generated file by folders that nest as deeply as a file system can."""
    (root / "Makefile").unlink()
    command = "mkdir Makefile && cd Makefile && for n in $(seq 1500); do mkdir d && cd d; done"
    subprocess.run(["sh", "-c", command], cwd=root, check=True)


def sparse(path: str) -> Plant:
    """Let a file be 8 GiB large."""

    def plant(root: Path, _victim: Path) -> None:
        with (root / path).open("ab") as file:
            file.truncate(8 * GIB)

    return plant


def special(path: str, make: Callable[[Path], object]) -> Plant:
    """Replace a file or folder by something else."""

    def plant(root: Path, _victim: Path) -> None:
        place = root / path
        if place.is_dir():
            shutil.rmtree(place)
        place.unlink(missing_ok=True)
        make(place)

    return plant


def bind_socket(place: Path) -> None:
    """Make a socket, under a name that is short enough for one."""
    here = Path.cwd()
    os.chdir(place.parent)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(place.name)
    os.chdir(here)


def pipe(path: str) -> Plant:
    """Replace a file by a pipe that nobody writes to."""

    def plant(root: Path, _victim: Path) -> None:
        (root / path).unlink(missing_ok=True)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(root / path)

    return plant


def hostile_git(root: Path, victim: Path) -> None:
    """Bring a configuration that runs commands, and a conflict, for which git is asked."""
    command = f"touch {victim}/harm; false"
    hooks = root / "hooks"
    for hook in ("post-index-change", "pre-commit", "post-checkout", "reference-transaction"):
        write(hooks / hook, f"#!/bin/sh\n{command}\n")
        (hooks / hook).chmod(0o755)
    for key, value in {
        "core.fsmonitor": command,
        "core.hooksPath": str(hooks),
        "core.sshCommand": command,
        "core.pager": command,
        "alias.ls-files": f"!{command}",
        "filter.harm.clean": command,
        "filter.harm.smudge": command,
        "diff.harm.textconv": command,
        "diff.external": command,
        "merge.harm.driver": command,
        "gpg.program": command,
    }.items():
        git(root, "config", key, value)
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/attributes").write_text("* filter=harm diff=harm merge=harm\n")
    # The person and the generator change the same line.
    (root / "scaffold.yaml").write_text(SPEC.replace("title: string", "title: text"))
    readme = root / "README.md"
    readme.write_text("\n".join(f"{line} x" for line in readme.read_text().splitlines()))


def planted_modules(root: Path, victim: Path) -> None:
    """Bring modules and programs with the names of those that we use."""
    code = f"open({str(victim / 'harm')!r}, 'w')\n"
    for name in ("sitecustomize", "usercustomize", "yaml", "typer", "scaffold", "json", "httpx"):
        (root / f"{name}.py").write_text(code)
    for name in ("git", "uv", "node", "python", "python3"):
        for folder in (".", ".venv/bin", "node_modules/.bin"):
            write(root / folder / name, f"#!/bin/sh\ntouch {victim}/harm\n")
            (root / folder / name).chmod(0o755)
    (root / ".env").write_text(f"PYTHONSTARTUP={root}/yaml.py\nPATH={root}\n")


PLANTS: Final[dict[str, Plant]] = {
    "a journal that writes a git hook": plant_journal(".git/hooks/pre-commit", "journal"),
    "a journal that git would fold": plant_journal(".GIT/hooks/pre-commit", "journal"),
    "a journal that writes outside": plant_journal("../victim/harm", "journal"),
    "a last run that writes a git hook": plant_journal(".git/hooks/pre-commit", "committed"),
    "a last run that writes in the project": plant_journal("harm", "committed"),
    "a journal that removes a letter": plant_removal,
    "a link for our folder": plant_link(".scaffold", "."),
    "a link for the transactions": plant_link(".scaffold/transaction", "."),
    "a link for the next transaction": plant_link(".scaffold/transaction/next", "."),
    "a link for the last transaction": plant_link(".scaffold/transaction/last", "."),
    "a link for the run lock": plant_link(".scaffold/transaction/running", "letter.txt"),
    "a link for a new file": plant_link(".scaffold/transaction/.gitignore", "harm"),
    "a link for the lock": plant_link(".scaffold/lock", "letter.txt"),
    "a link for the log": plant_link(".scaffold/dev/log.jsonl", "letter.txt"),
    "a link for the spec": plant_link("scaffold.yaml", "letter.txt"),
    "a link for a generated folder": plant_link("backend", "."),
    "a link for a generated file": plant_link("Makefile", "letter.txt"),
    "a pipe for the spec": pipe("scaffold.yaml"),
    "a pipe for the lock": pipe(".scaffold/lock"),
    "a pipe for a generated file": pipe("Makefile"),
    "a pipe for the run lock": pipe(".scaffold/transaction/running"),
    "a pipe for the journal": pipe(".scaffold/transaction/next/journal"),
    "a pipe for the log": pipe(".scaffold/dev/log.jsonl"),
    "a pipe for the record": pipe(".scaffold/dev/running.json"),
    "a lock's path outside": edit_lock(lambda entry: entry.update(path="../victim/harm")),
    "a lock's absolute path": edit_lock(lambda entry: entry.update(path="/tmp/harm")),  # noqa: S108 - never written
    "a lock's path in git": edit_lock(lambda entry: entry.update(path=".git/hooks/pre-commit")),
    "a lock's move to git": edit_lock(lambda entry: entry.update(moved=".Git/hooks/pre-commit")),
    "a lock's move to our folder": edit_lock(lambda entry: entry.update(moved=".scaffold/x")),
    "a lock's path of the spec": edit_lock(lambda entry: entry.update(path="scaffold.yaml")),
    "a lock's move to secrets": edit_lock(lambda entry: entry.update(moved=".env")),
    "a folder for the lock": special(".scaffold/lock", Path.mkdir),
    "a socket for the lock": special(".scaffold/lock", bind_socket),
    "a socket for a generated file": special("Makefile", bind_socket),
    "a pipe for a generated folder": special("backend", os.mkfifo),
    "a lock's text of gigabytes": edit_lock(bomb),
    "a lock's list for a text": edit_lock(lambda entry: entry.update(text=[1])),
    "a lock's number for a path": edit_lock(lambda entry: entry.update(path=1)),
    "a lock's object for a mode": edit_lock(lambda entry: entry.update(mode={})),
    "a lock's number for an ID": edit_lock(lambda entry: entry.update(id=1)),
    "a lock's half of a character": edit_lock(lambda entry: entry.update(id="\ud800")),
    "a lock's NUL": edit_lock(lambda entry: entry.update(path="a\0b")),
    "a lock of deep lists": nested,
    "a configuration of deep lists": deep_configuration,
    "a template of deep lists": deep_template,
    "a folder of deep folders": deep_folders,
    "a pipe for the template": pipe("template.yaml"),
    "a lock of gigabytes": sparse(".scaffold/lock"),
    "a spec of gigabytes": sparse("scaffold.yaml"),
    "a generated file of gigabytes": sparse("Makefile"),
    "a create-only file of gigabytes": sparse("backend/src/my_app/functions/hello.py"),
    "a git configuration": hostile_git,
    "modules and programs": planted_modules,
}


@pytest.mark.slow
@pytest.mark.parametrize("plant", PLANTS.values(), ids=PLANTS.keys())
def test_a_repository_can_do_no_harm(clone: Checkout, victim: Path, plant: Plant) -> None:
    """Every command ends, without a traceback, and has touched nothing but generated files."""
    plant(clone.root, victim)
    before, git_before = tree(victim), inside(clone.root)

    run_everything(clone)

    assert tree(victim) == before
    assert inside(clone.root) == git_before
    assert not (clone.root / "harm").exists()


def test_journal_of_another_computer_is_refused(clone: Checkout, victim: Path) -> None:
    """The error names the journal and says what to do, and the project stays as it is."""
    plant_journal("harm", "journal")(clone.root, victim)

    for command in ("plan", "regenerate", "undo"):
        answer = clone.scaffold(command)
        assert answer.code == 3
        assert "scaffold did not write it on this computer" in answer.err


@pytest.mark.parametrize(
    "plant",
    [
        sparse(".scaffold/lock"),
        pipe(".scaffold/lock"),
        plant_link(".scaffold/lock", "letter.txt"),
        nested,
        special(".scaffold/lock", Path.mkdir),
        special(".scaffold/lock", bind_socket),
        edit_lock(lambda entry: entry.update(path="../harm")),
        edit_lock(lambda entry: entry.update(path="scaffold.yaml")),
        edit_lock(lambda entry: entry.update(path=".env")),
        edit_lock(lambda entry: entry.update(moved="scaffold.yaml")),
        edit_lock(lambda entry: entry.update(beside="scaffold.yaml")),
        edit_lock(lambda entry: entry.update(text=[1])),
        edit_lock(lambda entry: entry.update(mode="777")),
        edit_lock(lambda entry: entry.update(sha=7)),
        edit_lock(lambda entry: entry.update(extra="\ud800")),
    ],
)
def test_hostile_lock_is_refused(clone: Checkout, victim: Path, plant: Plant) -> None:
    """The error names the lock, with the code for one that is damaged."""
    plant(clone.root, victim)

    answer = clone.scaffold("plan")

    assert answer.code == 3
    assert ".scaffold/lock" in answer.err


@pytest.mark.parametrize(
    ("make", "nature"),
    [
        (os.mkfifo, "a named pipe, not a regular file"),
        (bind_socket, "a socket, not a regular file"),
        (Path.mkdir, "a folder, not a regular file"),
        (lambda place: place.symlink_to("README.md"), "a link, not a regular file"),
    ],
)
def test_what_is_no_lock_is_named_by_every_command(
    clone: Checkout, make: Callable[[Path], object], nature: str
) -> None:
    """With one message and code, and the project stays as it is."""
    special(".scaffold/lock", make)(clone.root, clone.root)
    spec = (clone.root / "scaffold.yaml").read_text()

    for command in (
        ("plan",),
        ("regenerate",),
        ("explain", "README.md"),
        ("add", "function", "bye"),
        ("remove", "function", "hello"),
        ("rename", "function", "hello", "bye"),
    ):
        answer = clone.scaffold(*command)

        assert answer.code == 3, command
        assert answer.err.endswith(f".scaffold/lock: the lock is {nature}. Restore it with git\n")
    assert (clone.root / "scaffold.yaml").read_text() == spec


@pytest.mark.parametrize(
    ("path", "make", "nature"),
    [
        ("README.md", os.mkfifo, "a named pipe"),
        ("README.md", bind_socket, "a socket"),
        ("backend", os.mkfifo, "a named pipe"),
    ],
)
def test_what_is_no_file_is_an_error(
    clone: Checkout, path: str, make: Callable[[Path], object], nature: str
) -> None:
    """In the place of a generated file or folder; nothing is taken for deleted."""
    special(path, make)(clone.root, clone.root)
    lock = (clone.root / ".scaffold/lock").read_text()

    for command in ("plan", "regenerate"):
        answer = clone.scaffold(command)

        message = f"error: {path}: {nature}, not a regular file; nothing was written\n"
        assert (answer.code, answer.out, answer.err) == (2, "", message)
    assert clone.scaffold("explain", "README.md").code == (2 if path == "README.md" else 0)
    assert (clone.root / ".scaffold/lock").read_text() == lock


def test_a_file_that_git_ignores_is_a_persons_own(clone: Checkout) -> None:
    """Whatever the lock says: what only this computer has is neither moved nor removed."""
    (clone.root / ".gitignore").write_text("secrets.txt\nsecrets.md\n")
    for name in ("secrets.txt", "secrets.md"):
        (clone.root / name).write_text("Dear Ada")
    (clone.root / "Makefile").unlink()
    edit_lock(lambda entry: entry.update(path="secrets.txt"))(clone.root, clone.root)
    edit_lock(lambda entry: entry.update(moved="secrets.md"), "README.md")(clone.root, clone.root)

    assert clone.scaffold("regenerate").code == 0

    for name in ("secrets.txt", "secrets.md"):
        assert (clone.root / name).read_text() == "Dear Ada"
    written = [place for place in clone.root.rglob("*") if ".git" not in place.parts]
    texts = {place.name for place in written if place.is_file() and b"Dear" in place.read_bytes()}
    assert texts == {"secrets.txt", "secrets.md"}


def test_a_file_of_the_repository_is_its_authors(clone: Checkout) -> None:
    """A lock that takes it for an unedited one that is no longer generated has it removed.

    Its text is in the lock, and the run can be taken back.
    """
    mine = clone.root / "mine.py"
    mine.write_text("x = 1\n")
    text = base64.b64encode(zlib.compress(b"x = 1\n")).decode()
    sha = hashlib.sha256(b"x = 1\n").hexdigest()
    change = {"path": "mine.py", "id": "gone/mine.py.jinja", "sha": sha, "text": text}
    edit_lock(lambda entry: entry.update(change))(clone.root, clone.root)

    assert clone.scaffold("regenerate").code == 0
    assert not mine.exists()
    assert clone.scaffold("undo").code == 0
    assert mine.read_text() == "x = 1\n"


def test_tracked_journal_is_refused(clone: Checkout) -> None:
    """Even one with a valid signature: it may be of another time."""
    (clone.root / "scaffold.yaml").write_text(SPEC.replace("hello:", "bye:"))
    assert clone.scaffold("regenerate").code == 0
    git(clone.root, "add", "--force", ".scaffold/transaction")

    answer = clone.scaffold("undo")

    assert answer.code == 3
    assert "git tracks .scaffold/transaction" in answer.err


@pytest.mark.parametrize(
    "text",
    [
        *("", ".", "/", "/etc/passwd", "../x", "a/../b", "a/..", "a//b", "./a", "a/", "a\0b"),
        *(".git", ".git/config", "a/.git/config", ".GIT/x", ".Git", ".g\u200cit/x", ".git./x"),
        *(".git /x", ".git::$INDEX_ALLOCATION/x", "GIT~1/x", ".g\u0131t/../x", "\uff0egit/x"),
        *(".scaffold", ".scaffold/lock", ".scaffold/transaction/x", ".Scaffold/schema.json"),
        *(".scaffold /lock", "x" * 256, "/".join("x" * 101), 1, None, ["a"], {}),
    ],
)
def test_hostile_paths_are_refused(text: object) -> None:
    """Whatever a file system makes of them."""
    with pytest.raises(PathError):
        project_path(text)


@pytest.mark.parametrize(
    "text",
    ["scaffold.yaml", "Scaffold.YAML", "scaffold.yaml:x", ".env", ".ENV", "a/.env", ".env.local"],
)
def test_paths_of_a_persons_files_are_refused_in_a_lock(text: str) -> None:
    """A run would move them or remove them; a blueprint or a journal may name them."""
    with pytest.raises(PathError):
        generated_path(text)
    assert str(project_path(text)) == text


@pytest.mark.parametrize("text", ["a/scaffold.yaml", "scaffold.yaml.md", "env", "local/env.json"])
def test_similar_paths_are_accepted_in_a_lock(text: str) -> None:
    """Names that only look like those of a person's files."""
    assert str(generated_path(text)) == text


@pytest.mark.parametrize(
    "text", ["a", ".gitignore", ".github/x.yml", "a/.gitkeep", ".scaffold/schema.json", "é/ü b.py"]
)
def test_usual_paths_are_accepted(text: str) -> None:
    """Among them those of files that git and scaffold read."""
    assert str(project_path(text)) == text


def test_escape_sequences_are_shown(clone: Checkout) -> None:
    """In names of files, in their text, in the lock, and in the log."""
    escape = "\x1b]0;harm\x07\x9b2J\u202e"
    makefile = clone.root / "Makefile"
    makefile.rename(clone.root / f"Make{escape}file")
    readme = clone.root / "README.md"
    readme.write_text(readme.read_text() + escape)
    (clone.root / "scaffold.yaml").write_text(SPEC.replace("hello:", "bye:"))
    record = {"kind": "Notice", "at": 1, "level": "error", "text": escape, "topic": escape}
    write(clone.root / ".scaffold/dev/log.jsonl", json.dumps(record, ensure_ascii=False) + "\n")
    shown = [clone.scaffold(*command) for command in (("plan", "--diff"), ("plan", "--json"))]
    shown += [clone.scaffold(*command) for command in (("logs",), ("logs", "--json"))]
    (clone.root / "scaffold.yaml").write_text(f'scaffold: 1\napp: "{escape[:2]}"\n')
    shown.append(clone.scaffold("check"))
    edit_lock(lambda entry: entry.update(path=f"../{escape}"))(clone.root, clone.root)
    shown.append(clone.scaffold("plan"))
    for answer in shown:
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(answer.out + answer.err)
        assert any(escaped in answer.out + answer.err for escaped in ("x1b", "u001b", "U+001B"))
