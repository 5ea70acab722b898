"""The API of the bucket files."""

from town_hall.generated.buckets.files import BUCKET

from tests.bucket_behavior import BucketBehavior


class TestFiles(BucketBehavior):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "FilesBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "delete"},
        "somebody else": {"create"},
        "member of admins": {"create"},
        "member of editors": {"create"},
    }
