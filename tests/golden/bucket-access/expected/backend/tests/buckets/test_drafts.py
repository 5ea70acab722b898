"""The API of the bucket drafts."""

from hello.generated.buckets.drafts import BUCKET

from tests.bucket_behavior import BucketBehavior


class TestDrafts(BucketBehavior):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "DraftsBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "delete"},
        "somebody else": set(),
        "member of editors": {"read", "create", "delete"},
    }
