"""What the function probe-video does: it looks at what was uploaded for a video."""

from aws_lambda_powertools import Logger

from video_share.core import storage
from video_share.core.arrivals import Upload
from video_share.core.problems import NotFound
from video_share.core.tables import Table
from video_share.generated.models import video

logger = Logger()
videos = Table(video.MODEL)


def on_upload(upload: Upload) -> None:
    """Note on the video how large its file is, and whether it can be played."""
    if upload.target is None:
        logger.info("The file was uploaded for no video", extra={"key": upload.key})
        return
    status: video.VideoStatusValue = "ready" if is_mp4(upload) else "failed"
    try:
        item = videos.get(upload.target.id)
        videos.update(item, {"size": upload.size, "status": status})
    except NotFound:
        logger.info("The video has been deleted meanwhile", extra={"id": upload.target.id})


def is_mp4(upload: Upload) -> bool:
    """Whether the file begins as MP4 files do: with a box of the type ftyp."""
    response = storage.client().get_object(Bucket=upload.bucket, Key=upload.key, Range="bytes=0-11")
    return response["Body"].read()[4:8] == b"ftyp"
