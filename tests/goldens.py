"""The golden cases: a small spec each, and the files that it must give.

`base` is the smallest application, its whole tree kept in `expected/`. Every other case keeps the
files that differ from those of its parent, and names in `expected.removed` those that it lacks.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from scaffold import pipeline
from scaffold.generate import application
from scaffold.generate.examples import read_example
from scaffold.project.paths import LOCK_PATH
from scaffold.spec import reader
from scaffold.storage import reader as storage_reader
from scaffold.storage.application import with_storage
from scaffold.storage.evolution import evolve, first_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.spec.resolved import Spec

ROOT: Final = Path(__file__).parents[1]
GOLDEN: Final = Path(__file__).parent / "golden"
EXAMPLES: Final = ROOT / "examples"
BASE: Final = "base"
AUTH: Final = "auth"
# The lock files of package managers are copied as they are: these two cases have both variants.
WITH_LOCK_FILES: Final = frozenset({BASE, AUTH})

Tree = dict[PurePosixPath, bytes]


@dataclass(frozen=True, slots=True)
class Case:
    """A spec, and everything that is generated from it."""

    name: str
    spec_path: Path
    spec: Spec
    files: Mapping[PurePosixPath, bytes]

    def write(self, folder: Path) -> Path:
        """Write the project under a folder, and say where."""
        root = folder / self.name
        write_tree(root, dict(self.files))
        return root


@cache
def golden_case(name: str) -> Case:
    """The golden case of that name, rendered."""
    return _case(name, GOLDEN / name / "scaffold.yaml")


@cache
def example_case(name: str) -> Case:
    """The example of that name, rendered, with the bodies that the example itself wrote."""
    case = _case(name, EXAMPLES / name / "scaffold.yaml")
    return Case(name, case.spec_path, case.spec, dict(case.files) | read_example(name).bodies)


@cache
def case_of(spec_text: str) -> Case:
    """What a spec gives that is written in the test itself."""
    spec = _stored(reader.parse(spec_text))
    return Case("written", Path("scaffold.yaml"), spec, _files(spec))


def case_names() -> list[str]:
    """The names of the golden cases, the base first."""
    names = sorted(path.parent.name for path in GOLDEN.glob("*/scaffold.yaml"))
    return [BASE, *(name for name in names if name != BASE)]


def parent(name: str) -> str | None:
    """The case that a case is kept as a difference from: `model` for `model-index`.

    Without one of such a name it is the case with nothing but sign-in or, without that, the base.
    """
    if name == BASE:
        return None
    words = name.split("-")
    shorter = ("-".join(words[:length]) for length in range(len(words) - 1, 0, -1))
    known = set(case_names())
    plain = AUTH if _spec(GOLDEN / name / "scaffold.yaml").auth and name != AUTH else BASE
    return next((candidate for candidate in shorter if candidate in known), plain)


@cache
def expected_tree(name: str) -> Tree:
    """What a case must give, by the files that are kept for it and for those it differs from."""
    own = read_tree(GOLDEN / name / "expected")
    above = parent(name)
    if above is None:
        return own
    removed = GOLDEN / name / "expected.removed"
    gone = removed.read_text(encoding="utf-8").splitlines() if removed.exists() else []
    kept = {path: each for path, each in expected_tree(above).items() if str(path) not in gone}
    return _compared(name, kept | own)


def actual_tree(name: str) -> Tree:
    """What a case gives, but for lock files that another case has."""
    return _compared(name, dict(golden_case(name).files))


def update(name: str) -> None:
    """Keep what a case gives now."""
    folder = GOLDEN / name
    tree = actual_tree(name)
    above = parent(name)
    before = actual_tree(above) if above else {}
    expected_tree.cache_clear()
    shutil.rmtree(folder / "expected", ignore_errors=True)
    different = {path: content for path, content in tree.items() if before.get(path) != content}
    write_tree(folder / "expected", different)
    gone = "".join(f"{path}\n" for path in sorted(_compared(name, before).keys() - tree.keys()))
    removed = folder / "expected.removed"
    removed.unlink(missing_ok=True)
    if gone:
        removed.write_text(gone, encoding="utf-8")


def example_tree(name: str) -> Tree:
    """The whole generated project that an example must be, but for its lock."""
    text = (EXAMPLES / name / "scaffold.yaml").read_text(encoding="utf-8")
    _, contents = pipeline.new_project(text, bodies=read_example(name).bodies)
    return contents


def kept_example(name: str) -> Tree:
    """The files of an example that are in the repository."""
    kept = read_tree(EXAMPLES / name)
    return {path: content for path, content in kept.items() if not _is_build_output(path)}


def update_example(name: str) -> None:
    """Make an example what is generated now, and keep its own bodies."""
    wanted = example_tree(name)
    for path in kept_example(name).keys() - wanted.keys() - {OWN_FILES}:
        (EXAMPLES / name / path).unlink()
    write_tree(EXAMPLES / name, wanted)


OWN_FILES: Final = PurePosixPath("own-files.txt")
LOCK: Final = LOCK_PATH


def read_tree(root: Path) -> Tree:
    """Every file under a folder."""
    return {
        PurePosixPath(file.relative_to(root).as_posix()): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file()
    }


def write_tree(root: Path, tree: Tree) -> None:
    """Write files under a folder."""
    for path, content in tree.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _case(name: str, spec_path: Path) -> Case:
    spec = _stored(_spec(spec_path), spec_path)
    return Case(name, spec_path, spec, _files(spec))


@cache
def _spec(path: Path) -> Spec:
    return reader.parse(path.read_text(encoding="utf-8"), str(path))


def _stored(spec: Spec, path: Path | None = None) -> Spec:
    """A spec with the records of what is stored: those of the file beside it, if there is one."""
    file = path.with_name("storage.yaml") if path else None
    if file is None or not file.exists():
        return with_storage(spec, first_records(spec))
    before = storage_reader.parse(file.read_text(encoding="utf-8"), str(file))
    storage, problems = evolve(before, spec)
    assert problems == []
    return with_storage(spec, storage)


def _files(spec: Spec) -> Tree:
    return {each.plan.target: each.content for each in application.generate(spec)}


def _compared(name: str, tree: Tree) -> Tree:
    if name in WITH_LOCK_FILES:
        return tree
    locks = {"uv.lock", "package-lock.json", "requirements.txt"}
    return {path: content for path, content in tree.items() if path.name not in locks}


_BUILD_OUTPUT: Final = frozenset(
    {".venv", "node_modules", "dist", ".aws-sam", "__pycache__", ".mypy_cache", ".ruff_cache"}
    | {".pytest_cache", ".coverage", "coverage", ".hypothesis"}
)


def _is_build_output(path: PurePosixPath) -> bool:
    return not _BUILD_OUTPUT.isdisjoint(path.parts)
