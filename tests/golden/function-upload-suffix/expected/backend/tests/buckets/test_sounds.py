"""The API of the bucket sounds."""

from hello.generated.buckets.sounds import BUCKET

from tests.bucket_behavior import BucketBehavior


class TestSounds(BucketBehavior):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "SoundsBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "delete"},
        "somebody else": {"create"},
    }
