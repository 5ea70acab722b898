"""The API of the bucket shared."""

from hello.generated.buckets.shared import BUCKET

from tests.bucket_behavior import BucketBehavior


class TestShared(BucketBehavior):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "SharedBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "delete"},
        "somebody else": {"read", "create"},
        "member of editors": {"read", "create"},
    }
