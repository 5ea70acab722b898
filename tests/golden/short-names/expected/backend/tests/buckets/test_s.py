"""The API of the bucket s."""

from abz.generated.buckets.s import BUCKET

from tests.bucket_behavior import BucketBehavior


class TestS(BucketBehavior):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "SBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "delete"},
        "somebody else": {"create"},
        "member of g": {"create"},
        "member of on": {"create"},
    }
