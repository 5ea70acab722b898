"""The JavaScript of the generated frontend, against the budgets of its pages."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any, TypeAlias

import goldens
import pytest
import toolchain

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

# KB, gzipped: what starts the application, what a first visit to any page loads, the code that
# only one page has, and everything.
ENTRY, FIRST_VISIT, PAGE, ALL = 70, 105, 5, 165

Chunk: TypeAlias = "dict[str, Any]"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frontend of video-share, built for production, with a manifest of its chunks."""
    root = goldens.example_case("video-share").write(tmp_path_factory.mktemp("size"))
    frontend = root / "frontend"
    toolchain.link_node_modules(frontend)
    toolchain.run(frontend, "npx", "vite", "build", "--manifest")
    return frontend / "dist"


@pytest.fixture(scope="module")
def chunks(built: Path) -> dict[str, Chunk]:
    """The chunks by the module that each is for."""
    return json.loads((built / ".vite/manifest.json").read_text())  # type: ignore[no-any-return]


def size(built: Path, files: set[str]) -> float:
    """Return the size of files in KB, each gzipped by itself."""
    return sum(len(gzip.compress((built / file).read_bytes())) for file in files) / 1000


def loaded(chunks: dict[str, Chunk], name: str) -> set[str]:
    """Return the files that a browser loads for a chunk: its own and those that it imports."""
    chunk = chunks[name]
    return {chunk["file"]}.union(*(loaded(chunks, other) for other in chunk.get("imports", ())))


def test_entry(built: Path, chunks: dict[str, Chunk]) -> None:
    """React, the router, the shell and the session."""
    assert size(built, {chunks["index.html"]["file"]}) <= ENTRY


def test_first_visit(built: Path, chunks: dict[str, Chunk]) -> None:
    """Whatever page somebody comes to first."""
    start = loaded(chunks, "index.html") | loaded(chunks, "src/pages/Pages.tsx")
    pages = [name for name in chunks if name.startswith("src/pages/") and name.endswith("Page.tsx")]
    visits = {page: size(built, start | loaded(chunks, page)) for page in pages}

    assert len(pages) == 9
    assert {page: found for page, found in visits.items() if found > FIRST_VISIT} == {}
    own = {page: size(built, {chunks[page]["file"]}) for page in pages}
    assert {page: found for page, found in own.items() if found > PAGE} == {}


def test_all(built: Path) -> None:
    """Cognito's library included, which is loaded when somebody signs in."""
    assert size(built, {f"assets/{path.name}" for path in built.glob("assets/*.js")}) <= ALL
