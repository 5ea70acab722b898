"""The API of the bucket covers."""

from hello.generated.buckets.covers import BUCKET

from tests.bucket_behavior import BucketBehavior


class TestCovers(BucketBehavior):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "CoversBucketFunction"
