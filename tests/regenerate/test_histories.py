"""Random histories of a project in git: no line of a person's is lost, and the rest is fresh.

Branches that rename and edit, merges, files that are taken back, conflicts that are settled, runs
that are undone, and a repository inside the project.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scaffold import pipeline
from scaffold.project import workspace
from scaffold.project.reconcile import Choices, UnresolvedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scaffold.project.reconcile import Changes

THOROUGH, SOAK = 12, 2_000
STEPS = 6
COMMENTS = {".py": "# {}", ".ts": "// {}", ".yaml": "# {}", ".md": "{}"}
NESTED = "backend/vendored"

Draw: TypeAlias = Any  # hypothesis names no type for it


@dataclass(frozen=True, slots=True)
class Model:
    """A model: its first name, which is its identity, its name, and its fields."""

    first: str
    name: str
    fields: frozenset[str]

    def __str__(self) -> str:
        """Return the model as YAML.

        Its fields are optional: each other one would be a migration, which two branches must not
        both write.
        """
        fields = ", ".join(f"{name}: optional string" for name in sorted(self.fields))
        former = f", renamed_from: {self.first}" if self.name != self.first else ""
        return f"  {self.name}: {{fields: {{{fields}}}{former}}}\n"


Spec: TypeAlias = "Mapping[str, Model]"


def text_of(spec: Spec) -> str:
    """Return a spec as YAML."""
    return f"scaffold: 1\napp: my-app\nauth:\nmodels:\n{''.join(map(str, spec.values()))}"


def merged(base: Spec, ours: Spec, theirs: Spec) -> Spec:
    """Return the spec that a person makes of two branches'; ours decides between two names."""
    specs = {}
    for first in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(first, theirs.get(first)), theirs.get(first, ours.get(first))
        assert mine is not None
        assert other is not None
        was = base.get(first)
        name = other.name if was is not None and mine.name == was.name else mine.name
        specs[first] = Model(first, name, mine.fields | other.fields)
    return specs


@dataclass(slots=True)
class Owner:
    """A person with a project in git, who writes lines that nobody else writes."""

    root: Path
    draw: Draw
    spec: Spec = field(
        default_factory=lambda: {"note": Model("note", "note", frozenset({"title"}))}
    )
    numbers: Iterator[int] = field(default_factory=count)
    seconds: Iterator[int] = field(default_factory=lambda: count(1_700_000_000))
    # How many runs the last regeneration took, with that which settled its conflicts.
    runs: int = 1

    def start(self) -> None:
        """Generate the project, and commit."""
        _, contents = pipeline.new_project(text_of(self.spec))
        for path, content in contents.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_bytes(content)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit()

    def git(self, *arguments: str, check: bool = True) -> str:
        """Run git a second later; return its output."""
        date = f"{next(self.seconds)} +0000"
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "gc.auto=0")
        done = subprocess.run(
            ["git", *identity, "-c", "commit.gpgsign=false", *arguments],
            cwd=self.root,
            env=os.environ | {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def commit(self) -> None:
        """Commit everything but the repository inside."""
        self.git("add", "--all", "--", ".", f":!{NESTED}")
        self.git("commit", "--quiet", "--allow-empty", "--message=x")

    def lines(self) -> set[str]:
        """Return the lines of the person's that are in the project."""
        found: set[str] = set()
        for path in self.root.rglob("*"):
            inside = path.relative_to(self.root).as_posix()
            if path.is_file() and not inside.startswith((".git/", ".scaffold/", NESTED)):
                text = path.read_text(errors="replace")
                found |= {line for line in text.split("\n") if " mine-" in f" {line}"}
        return found

    def edit(self) -> None:
        """Insert a line before an empty one of some generated files, or at the end."""
        lock = workspace.read(self.root).lock
        paths = [
            entry.location
            for entry in lock.entries
            if entry.path.suffix in COMMENTS and (self.root / entry.location).is_file()
        ]
        for path in self.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=3)):
            comment = COMMENTS[path.suffix].format(f"mine-{next(self.numbers)}")
            lines = (self.root / path).read_text().split("\n")
            places = [number for number, line in enumerate(lines) if not line]
            lines.insert(self.draw(st.sampled_from(places)), comment)
            (self.root / path).write_text("\n".join(lines))

    def change_spec(self) -> None:
        """Add a field or a model, or rename a model; regenerate."""
        number = next(self.numbers)
        first = self.draw(st.sampled_from(sorted(self.spec)))
        model = self.spec[first]
        changed = self.draw(
            st.sampled_from(
                [
                    replace(model, fields=model.fields | {f"extra{number}"}),
                    replace(model, name=f"thing{number}"),
                    Model(f"item{number}", f"item{number}", frozenset({"title"})),
                ]
            )
        )
        self.spec = {**self.spec, changed.first: changed}
        self.regenerate()

    def regenerate(self) -> None:
        """Regenerate; every line stays, whatever is then settled."""
        (self.root / "scaffold.yaml").write_text(text_of(self.spec))
        before = self.lines()

        changes = pipeline.regenerate(self.root, Choices()).changes

        assert before <= self.lines()
        self.settle(changes)
        self.is_up_to_date()

    def settle(self, changes: Changes) -> None:
        """Choose a side for the files in conflict."""
        paths = frozenset(change.beside or change.path for change in changes.conflicts)
        self.runs = 1
        side = self.draw(st.sampled_from(["ours", "theirs"])) if paths else None
        if side:
            pipeline.regenerate(self.root, Choices(**{side: paths}))
            self.runs = 2

    def is_up_to_date(self) -> None:
        """Nothing is left to do, and without the person's lines all is as in a fresh project."""
        assert pipeline.preview(self.root, Choices()).changes.is_empty
        _, fresh = pipeline.new_project(text_of(self.spec))
        lock = workspace.read(self.root).lock
        for entry in lock.entries:
            if entry.file_class in {"merged", "managed"} and entry.pristine is not None:
                text = (self.root / entry.location).read_text()
                lines = [line for line in text.split("\n") if " mine-" not in f" {line}"]
                assert "\n".join(lines) == fresh[entry.path].decode(), entry.path

    def take_back(self) -> None:
        """Check out a generated file of an earlier commit; it is brought up to date again."""
        commits = self.git("rev-list", "HEAD").split()
        commit = self.draw(st.sampled_from(commits))
        lock = workspace.read(self.root).lock
        known = set(self.git("ls-tree", "-r", "--name-only", commit).split("\n"))
        paths = [entry.path for entry in lock.entries if str(entry.path) in known]
        path = self.draw(st.sampled_from(paths))
        self.git("checkout", commit, "--", str(path))
        before = self.lines()
        changes = pipeline.preview(self.root, Choices()).changes
        outdated = frozenset(change.path for change in changes.outdated)
        if not outdated:
            self.git("checkout", "HEAD", "--", str(path))
            return
        assert not changes.is_empty

        self.settle(pipeline.regenerate(self.root, Choices(theirs=outdated)).changes)

        assert before <= self.lines()

    def undo(self) -> None:
        """Take back a regeneration, and how its conflicts were settled; do it again."""
        spec = self.spec
        before = self.lines()
        self.change_spec()
        for _ in range(self.runs):
            pipeline.undo(self.root)
        assert before <= self.lines()
        self.spec = spec
        self.regenerate()

    def merge(self) -> None:
        """Work on two branches, and merge them."""
        self.commit()
        base = self.spec
        self.git("checkout", "--quiet", "-b", f"branch{next(self.numbers)}")
        branch = self.git("rev-parse", "--abbrev-ref", "HEAD")
        theirs, other_lines = self.work()
        self.git("checkout", "--quiet", "-")
        self.spec = base
        ours, lines = self.work()
        self.git("merge", "--quiet", "--no-ff", branch, check=False)
        self.spec = merged(base, ours, theirs)
        (self.root / "scaffold.yaml").write_text(text_of(self.spec))

        try:
            changes = pipeline.regenerate(self.root, Choices()).changes
        except UnresolvedError:  # lines of the person's alone, in files that are the same for both
            unmerged = self.git("diff", "--name-only", "--diff-filter=U").split("\n")
            paths = frozenset(map(PurePosixPath, unmerged)) - {PurePosixPath("scaffold.yaml")}
            changes = pipeline.regenerate(self.root, Choices(ours=paths)).changes
            other_lines = set()

        assert lines | other_lines <= self.lines()
        self.settle(changes)
        self.commit()
        self.is_up_to_date()

    def work(self) -> tuple[Spec, set[str]]:
        """Edit and change the spec on a branch; return the spec and the person's lines there."""
        for step in self.draw(st.lists(st.sampled_from([self.edit, self.change_spec]), max_size=3)):
            step()
        self.commit()
        return self.spec, self.lines()

    def nest(self) -> None:
        """Make a repository inside, with a file that is like a generated one."""
        nested = self.root / NESTED
        if not nested.exists():
            (nested / ".git").mkdir(parents=True)
            (nested / "health.py").write_bytes(
                (self.root / "backend/src/my_app/health.py").read_bytes()
            )


def a_history_loses_nothing(draw: Draw, root: Path) -> None:
    """Whatever happens, in whatever order."""
    owner = Owner(root, draw)
    owner.start()
    steps = [owner.edit, owner.change_spec, owner.merge, owner.take_back, owner.undo, owner.nest]
    for step in draw(st.lists(st.sampled_from(steps), min_size=2, max_size=STEPS)):
        step()
        if step != owner.undo:
            owner.commit()
    nested = root / NESTED
    if nested.exists():
        assert sorted(path.name for path in nested.iterdir()) == [".git", "health.py"]


@pytest.fixture
def folders(tmp_path: Path) -> Callable[[], Path]:
    """A new folder for each history."""
    return lambda: Path(tempfile.mkdtemp(dir=tmp_path))


@pytest.mark.slow
def test_a_history_loses_nothing(folders: Callable[[], Path]) -> None:
    """A dozen histories; thousands, or as many as it says, if SCAFFOLD_SOAK is set."""
    run = settings(
        max_examples=SOAK if os.environ.get("SCAFFOLD_SOAK") else THOROUGH,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run(given(st.data())(lambda data: a_history_loses_nothing(data.draw, folders())))()
