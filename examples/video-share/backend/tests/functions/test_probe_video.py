"""The function probe-video."""

import pytest

from video_share.core import ids
from video_share.core.tables import Table
from video_share.core.targets import Target
from video_share.generated.models import video

from tests.cloud import Cloud, arrival

KEY = "uploads/somebody/00000000000000000000000000/a.mp4"
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"


def probe(cloud: Cloud, content: bytes, target: Target | None) -> None:
    """Let a file arrive that was uploaded for a video, or for none."""
    metadata = target.as_metadata() if target else {}
    event = arrival(cloud.physical("VideosBucket"), KEY, metadata, content)
    cloud.invoke("ProbeVideoFunction", event)


@pytest.mark.parametrize(("content", "status"), [(MP4, "ready"), (b"no video", "failed")])
def test_notes_size_and_status(cloud: Cloud, content: bytes, status: str) -> None:
    """The video is ready once its file has arrived, unless that is no video."""
    cloud.set_environment("ProbeVideoFunction")
    videos = Table(video.MODEL)
    item = videos.create({"title": "Holiday", "status": "uploaded"}, "somebody")

    probe(cloud, content, Target("video", item["id"], "file"))

    probed = videos.get(item["id"])
    assert probed["status"] == status
    assert probed.get("size") == len(content)


def test_leaves_other_files_alone(cloud: Cloud) -> None:
    """A file for no video, or for one that has been deleted, is no error."""
    probe(cloud, MP4, None)
    probe(cloud, MP4, Target("video", ids.new_id(), "file"))
