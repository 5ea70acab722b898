"""The API of the bucket scans."""

from hello.generated.buckets.scans import BUCKET

from tests.bucket_behavior import BucketBehavior


class TestScans(BucketBehavior):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "ScansBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "delete"},
        "somebody else": {"create"},
        "member of admins": {"create"},
    }
