"""The example specs that ship with scaffold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scaffold.errors import ScaffoldError
from scaffold.names import suggestion
from scaffold.spec import SPEC_NAME


@dataclass(frozen=True, slots=True)
class Example:
    """A spec, and the example's own files: bodies of create-only files, and more tests."""

    spec_text: str
    bodies: dict[PurePosixPath, bytes]


class ExampleError(ScaffoldError):
    """An unknown example."""


def example_names() -> list[str]:
    """Return the names of the examples, sorted."""
    return sorted(path.parent.name for path in _root().glob(f"*/{SPEC_NAME}"))


def read_example(name: str) -> Example:
    """Return an example; raise ExampleError if there is none of that name."""
    names = example_names()
    if name not in names:
        hint = suggestion(name, names)
        message = f'no example "{name}"{hint or ". Choose one of " + ", ".join(names)}'
        raise ExampleError(message)
    folder = _root() / name
    listed = (folder / "own-files.txt").read_text() if (folder / "own-files.txt").exists() else ""
    bodies = {PurePosixPath(line): (folder / line).read_bytes() for line in listed.split()}
    return Example((folder / SPEC_NAME).read_text(encoding="utf-8"), bodies)


def _root() -> Path:
    """Return the folder of the examples: in the wheel or, in a checkout, beside the package."""
    package = Path(__file__).parents[1]
    shipped = package / "examples"
    return shipped if shipped.is_dir() else package.parent / "examples"
