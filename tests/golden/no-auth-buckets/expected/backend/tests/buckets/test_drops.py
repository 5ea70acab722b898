"""The API of the bucket drops."""

from hello.generated.buckets.drops import BUCKET

from tests.bucket_behaviour import BucketBehaviour


class TestDrops(BucketBehaviour):
    """What holds for every bucket; tests of your own rules belong here, too."""

    bucket = BUCKET
    function = "DropsBucketFunction"
