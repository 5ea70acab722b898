"""The API of the bucket inbox."""

from hello.generated.buckets.inbox import BUCKET

from tests.bucket_behavior import BucketBehavior


class TestInbox(BucketBehavior):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "InboxBucketFunction"
    access = {
        "nobody": {"create"},
        "owner": {"create"},
        "somebody else": {"create"},
        "member of editors": {"read", "create", "delete"},
    }
