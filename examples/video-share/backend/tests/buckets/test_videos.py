"""The API of the bucket videos."""

from video_share.generated.buckets.videos import BUCKET

from tests.bucket_behaviour import BucketBehaviour


class TestVideos(BucketBehaviour):
    """What holds for every bucket; tests of your own rules belong here, too."""

    bucket = BUCKET
    function = "VideosBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "delete"},
        "somebody else": {"create"},
        "member of admins": {"create"},
    }
