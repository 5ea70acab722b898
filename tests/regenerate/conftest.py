"""A generated project on the disk, and the program."""

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
    """A project's folder, as a person works in it."""

    root: Path
    program: Program

    def scaffold(self, *arguments: str, **options: object) -> Answer:
        """Run the program in it."""
        return self.program.run(*arguments, cwd=self.root, **options)

    def edit(self, path: str, before: str, after: str) -> None:
        """Replace a piece of a file that is there once."""
        file = self.root / path
        text = file.read_text()
        assert text.count(before) == 1, f"{before!r} is {text.count(before)} times in {path}"
        file.write_text(text.replace(before, after))

    def read(self, path: str) -> str:
        """What is in a file."""
        return (self.root / path).read_text()

    def copy(self, name: str) -> Checkout:
        """The same in another folder."""
        return Checkout(Path(shutil.copytree(self.root, self.root.parent / name)), self.program)

    def files(self) -> dict[str, bytes]:
        """Every file but git's and the last transaction."""
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not {".git", "transaction"} & set(path.parts)
        }


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """One project for all tests to copy."""
    from cli.program import Program  # noqa: PLC0415 - the fixture's

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
