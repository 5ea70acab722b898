"""The API of the bucket photos."""

from hello.generated.buckets.photos import BUCKET

from tests.bucket_behavior import BucketBehavior


class TestPhotos(BucketBehavior):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "PhotosBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "delete"},
        "somebody else": {"create"},
    }
