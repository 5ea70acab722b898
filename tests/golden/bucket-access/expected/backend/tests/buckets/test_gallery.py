"""The API of the bucket gallery."""

from hello.generated.buckets.gallery import BUCKET

from tests.bucket_behavior import BucketBehavior


class TestGallery(BucketBehavior):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "GalleryBucketFunction"
    access = {
        "nobody": {"read"},
        "owner": {"read", "create"},
        "somebody else": {"read", "create"},
        "member of editors": {"read", "create", "delete"},
    }
