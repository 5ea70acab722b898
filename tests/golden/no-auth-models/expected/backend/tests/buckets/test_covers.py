"""The API of the bucket covers."""

from hello.generated.buckets.covers import BUCKET

from tests.bucket_behaviour import BucketBehaviour


class TestCovers(BucketBehaviour):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "CoversBucketFunction"
