"""The API of the bucket pictures."""

from hello.generated.buckets.pictures import BUCKET

from tests.bucket_behavior import BucketBehavior


class TestPictures(BucketBehavior):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "PicturesBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "delete"},
        "somebody else": {"create"},
    }
