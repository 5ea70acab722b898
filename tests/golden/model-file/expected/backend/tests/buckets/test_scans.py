"""The API of the bucket scans."""

from hello.generated.buckets.scans import BUCKET

from tests.bucket_behaviour import BucketBehaviour


class TestScans(BucketBehaviour):
    """What holds for every bucket; tests of your own rules belong here, too."""

    bucket = BUCKET
    function = "ScansBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "delete"},
        "somebody else": {"create"},
    }
