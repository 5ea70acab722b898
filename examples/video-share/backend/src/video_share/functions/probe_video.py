"""What the function probe-video does: it tells a video's item what has been uploaded for it."""

from aws_lambda_powertools import Logger

from video_share.core import storage
from video_share.core.arrivals import Upload
from video_share.core.problems import NotFound
from video_share.core.tables import Table
from video_share.generated.models.video import MODEL, VideoInput

logger = Logger()
videos = Table(MODEL)

# An MP4 file begins with the length of its first box, and with what that box is: "ftyp".
_HEAD_BYTES = 8
_MARK = b"ftyp"


def on_upload(upload: Upload) -> None:
    """Note the file's size and state in the item that it was uploaded for."""
    if upload.target is None or upload.target.model != MODEL.name:
        logger.info("The file belongs to no video", extra={"key": upload.key})
        return
    result: VideoInput = {"status": "ready" if _is_mp4(upload) else "failed", "size": upload.size}
    try:
        videos.update(videos.get(upload.target.id), result)
    except NotFound:
        logger.info("The video has been deleted meanwhile", extra={"id": upload.target.id})


def _is_mp4(upload: Upload) -> bool:
    if upload.size < _HEAD_BYTES:
        return False
    response = storage.client().get_object(
        Bucket=upload.bucket, Key=upload.key, Range=f"bytes=0-{_HEAD_BYTES - 1}"
    )
    return response["Body"].read().endswith(_MARK)
