"""The API of the bucket videos."""

from hello.generated.buckets.videos import BUCKET

from tests.bucket_behavior import BucketBehavior


class TestVideos(BucketBehavior):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "VideosBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "delete"},
        "somebody else": {"create"},
        "member of admins": {"create"},
    }
