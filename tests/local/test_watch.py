"""Which saved files a running application hears of."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from scaffold.local.reload import SavedFiles, watch

_SECONDS = 10


class Project:
    """A project that is watched, and what has been heard of it so far."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.heard: list[SavedFiles] = []
        self._news = asyncio.Event()

    async def follow(self) -> None:
        """Listen, until cancelled."""
        async for saved in watch(self.root, self.root / "template.yaml"):
            self.heard.append(saved)
            self._news.set()

    async def until(self, wanted: Callable[[SavedFiles], bool]) -> None:
        """Wait until something was heard."""
        async with asyncio.timeout(_SECONDS):
            while not any(map(wanted, self.heard)):
                self._news.clear()
                await self._news.wait()

    async def until_code(self, name: str) -> None:
        """Save a file until it was heard of: the watch takes a moment to begin."""
        path = self.root / name
        async with asyncio.timeout(_SECONDS):
            while not any(path in saved.code for saved in self.heard):
                path.write_text("x")
                self._news.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), 0.2)


@pytest.fixture
async def project(tmp_path: Path) -> AsyncIterator[Project]:
    """A project with code, a template, and folders of tools."""
    for name in ("src", ".scaffold", "node_modules"):
        (tmp_path / name).mkdir()
    made = Project(tmp_path)
    following = asyncio.create_task(made.follow())
    await made.until_code("src/app.py")
    yield made
    following.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await following


async def test_watch_sees_template_and_spec(project: Project) -> None:
    """What lies beside the folders counts, too."""
    (project.root / "template.yaml").write_text("a: 1")
    await project.until(lambda saved: saved.template)
    (project.root / "scaffold.yaml").write_text("a: 1")
    await project.until(lambda saved: saved.spec)


async def test_watch_skips_tool_directories(project: Project) -> None:
    """Our own activity, packages and git change without anybody having saved anything."""
    for name in (".scaffold/activity.py", "node_modules/index.js", ".git/index"):
        path = project.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    await project.until_code("src/last.py")
    heard = {path.parent.name for saved in project.heard for path in saved.code}
    assert heard <= {"src", project.root.name}


async def test_watch_sees_files_of_a_new_directory(project: Project) -> None:
    """A folder and its files appear at once when a branch is changed."""
    (project.root / "more").mkdir()
    (project.root / "more" / "first.py").write_text("x")
    await project.until(lambda saved: project.root / "more" / "first.py" in saved.code)
    await project.until_code("more/second.py")


async def test_watch_survives_removed_directories(project: Project) -> None:
    """Changing a branch takes folders away and brings them back."""
    shutil.rmtree(project.root / "src")
    (project.root / "src").mkdir()
    await project.until_code("src/again.py")
