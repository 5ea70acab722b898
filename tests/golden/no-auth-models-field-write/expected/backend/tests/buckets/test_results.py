"""The API of the bucket results."""

from hello.generated.buckets.results import BUCKET

from tests.bucket_behavior import BucketBehavior


class TestResults(BucketBehavior):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "ResultsBucketFunction"
