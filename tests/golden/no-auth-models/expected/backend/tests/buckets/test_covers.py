"""The API of the bucket covers."""

from hello.generated.buckets.covers import BUCKET

from tests.bucket_behaviour import BucketBehaviour


class TestCovers(BucketBehaviour):
    """What holds for every bucket; tests of your own rules belong here, too."""

    bucket = BUCKET
    function = "CoversBucketFunction"
