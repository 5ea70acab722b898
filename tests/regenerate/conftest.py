"""Fixtures: a generated project on disk, and the program."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli.conftest import environment, scaffold

if TYPE_CHECKING:
    from cli.program import Answer, Program

__all__ = ["environment", "scaffold"]

SPEC = """\
scaffold: 1
app: my-app
auth:
models:
  note:
    fields: {title: string}
functions:
  hello:
    trigger: {http: "GET /hello"}
"""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A person's copy of a project."""

    root: Path
    program: Program

    def scaffold(self, *arguments: str, **options: object) -> Answer:
        """Run the program in the folder."""
        return self.program.run(*arguments, cwd=self.root, **options)

    def edit(self, path: str, before: str, after: str) -> None:
        """Replace a text that occurs once in a file."""
        file = self.root / path
        text = file.read_text()
        assert text.count(before) == 1, f"{before!r} occurs {text.count(before)} times in {path}"
        file.write_text(text.replace(before, after))

    def read(self, path: str) -> str:
        """Return the text of a file."""
        return (self.root / path).read_text()

    def copy(self, name: str) -> Checkout:
        """Return a copy in another folder."""
        return Checkout(Path(shutil.copytree(self.root, self.root.parent / name)), self.program)

    def files(self) -> dict[str, bytes]:
        """Return all files except git's and the last transaction."""
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not {".git", "transaction"} & set(path.parts)
        }


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """A project for all tests to copy."""
    from cli.program import Program  # noqa: PLC0415 - only used here

    folder = tmp_path_factory.mktemp("generated")
    (folder / "spec.yaml").write_text(SPEC)
    made = Program(folder, environment).run("new", "--spec", "spec.yaml", "--no-git")
    assert made.code == 0, made.err
    return folder / "my-app"


@pytest.fixture
def checkout(scaffold: Program, generated: Path) -> Checkout:
    """A fresh project."""
    root = scaffold.folder / "my-app"
    shutil.copytree(generated, root)
    return Checkout(root, scaffold)
