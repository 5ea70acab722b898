"""The exercise that measures the generated pages: another list of videos, in a single file."""

from __future__ import annotations

import difflib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import goldens
import pytest
import toolchain

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

PAGE = "frontend/src/pages/videos/VideoListPage.tsx"
MOST_LINES = 40
EDITS = {
    """\
import { Empty } from "../../components/Empty";
""": """\
import { Card, Cards } from "../../components/Cards";
import { Empty } from "../../components/Empty";
import { FilePreview } from "../../components/FilePreview";
""",
    """\
import { RefFilter } from "../../components/RefFilter";
""": """\
import { RefFilter } from "../../components/RefFilter";
import { RefLink } from "../../components/RefLink";
""",
    """\
import { VideoTable } from "./VideoTable";
""": "",
    'include: ["channel"]': 'include: ["channel", "file"]',
    """\
      <VideoTable items={videos.items} picking={videos} />
""": """\
      <Cards items={videos.items}>
        {(video) => (
          <Card
            title={video.title}
            href={`/videos/${video.id}`}
            image={<FilePreview of={videoModel} item={video} field="file" label="File" />}
          >
            <RefLink of={channelModel} id={video.channel} />
          </Card>
        )}
      </Cards>
""",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example video-share, whose list of videos has become a grid of cards with players."""
    folder = tmp_path_factory.mktemp("exercise")
    scaffold(folder, "new", "--example", "video-share", "--no-git")
    root = folder / "video-share"
    toolchain.link_node_modules(root / "frontend")
    page = root / PAGE
    text = page.read_text()
    for before, after in EDITS.items():
        assert before in text
        text = text.replace(before, after)
    page.write_text(text)
    return root


def scaffold(folder: Path, *arguments: str) -> None:
    """Run the program in a folder."""
    toolchain.run(folder, str(toolchain.beside("scaffold")), *arguments)


def check(root: Path) -> None:
    """Lint and type-check the frontend, and run the tests of its pages."""
    toolchain.run(root / "frontend", "npm", "run", "check")
    toolchain.run(root / "frontend", "npx", "vitest", "run", "src/pages")


@pytest.mark.xdist_group("exercise")
def test_a_list_becomes_a_grid_of_cards(project: Path) -> None:
    """A file of the person's, a few lines, and everything is still green."""
    before = goldens.example_case("video-share").files[PurePosixPath(PAGE)].decode()
    after = (project / PAGE).read_text()

    changes = [
        line
        for line in difflib.ndiff(before.splitlines(), after.splitlines())
        if line.startswith(("+ ", "- "))
    ]
    assert len(changes) < MOST_LINES
    check(project)


@pytest.mark.xdist_group("exercise")
def test_a_field_is_added_beside_the_edited_page(project: Path) -> None:
    """Nothing is in conflict, the page stays edited, and the field is where it belongs."""
    spec = project / "scaffold.yaml"
    edited = (project / PAGE).read_text()
    field = "      rating: {type: integer, min: 1, max: 5, optional: true}\n"
    description = "      description: optional text\n"
    spec.write_text(spec.read_text().replace(description, description + field))

    scaffold(project, "regenerate")

    assert (project / PAGE).read_text() == edited
    pages = project / "frontend/src/pages/videos"
    assert '<Cell header="Rating"' in (pages / "VideoTable.tsx").read_text()
    assert '<Detail label="Rating"' in (pages / "VideoDetailPage.tsx").read_text()
    assert (
        'name="rating" label="Rating" min={1} max={5}' in (pages / "VideoFormPage.tsx").read_text()
    )
    check(project)
