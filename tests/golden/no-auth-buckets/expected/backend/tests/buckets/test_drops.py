"""The API of the bucket drops."""

from hello.generated.buckets.drops import BUCKET

from tests.bucket_behavior import BucketBehavior


class TestDrops(BucketBehavior):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "DropsBucketFunction"
