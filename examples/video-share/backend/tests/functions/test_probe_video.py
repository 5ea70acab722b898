"""The function probe-video."""

from typing import Any

import pytest

from video_share.core.tables import Table
from video_share.core.targets import Target
from video_share.generated.models.video import MODEL, Video

from tests.cloud import Cloud, arrival, s3

KEY = "uploads/ada/01JD0000000000000000000000/keynote.mp4"
MP4 = b"\x00\x00\x00\x18ftypmp42"


@pytest.fixture
def video(cloud: Cloud) -> Video:
    """A video that waits for its file."""
    cloud.set_environment("ProbeVideoFunction")
    return Table(MODEL).create({"title": "Keynote", "status": "uploaded"}, "ada")


def uploaded(cloud: Cloud, content: bytes, target: Target | None) -> dict[str, Any]:
    """The event that a file has arrived."""
    metadata = target.as_metadata() if target else {}
    event = arrival(cloud.physical("VideosBucket"), KEY, metadata)
    s3().put_object(Bucket=cloud.physical("VideosBucket"), Key=KEY, Body=content, Metadata=metadata)
    return event


@pytest.mark.parametrize(
    ("content", "status"), [(MP4, "ready"), (b"hello, world", "failed"), (b"", "failed")]
)
def test_notes_size_and_state(cloud: Cloud, video: Video, content: bytes, status: str) -> None:
    """A file that begins as an MP4 does is ready, any other has failed."""
    event = uploaded(cloud, content, Target("video", video["id"], "file"))

    cloud.invoke("ProbeVideoFunction", event)

    probed = Table(MODEL).get(video["id"])
    assert (probed["status"], probed["size"]) == (status, len(content))


def test_leaves_other_fields_alone(cloud: Cloud, video: Video) -> None:
    """Only what the function knows about is changed, and once."""
    event = uploaded(cloud, MP4, Target("video", video["id"], "file"))

    for _ in range(2):
        cloud.invoke("ProbeVideoFunction", event)

    probed = Table(MODEL).get(video["id"])
    assert (probed["title"], probed["owner"], probed["version"]) == ("Keynote", "ada", 2)


def test_a_file_of_no_video_is_left_alone(cloud: Cloud, video: Video) -> None:
    """A file may be uploaded for nothing in particular."""
    cloud.invoke("ProbeVideoFunction", uploaded(cloud, MP4, None))

    assert Table(MODEL).get(video["id"])["version"] == 1


def test_a_deleted_video_is_no_failure(cloud: Cloud, video: Video) -> None:
    """Its event must not come back for ever."""
    Table(MODEL).delete(video)
    event = uploaded(cloud, MP4, Target("video", video["id"], "file"))

    assert cloud.invoke("ProbeVideoFunction", event) is None
