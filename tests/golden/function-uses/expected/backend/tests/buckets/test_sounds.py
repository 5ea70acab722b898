"""The API of the bucket sounds."""

from hello.generated.buckets.sounds import BUCKET

from tests.bucket_behaviour import BucketBehaviour


class TestSounds(BucketBehaviour):
    """What holds for every bucket; tests of your own rules belong here, too."""

    bucket = BUCKET
    function = "SoundsBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "delete"},
        "somebody else": {"create"},
    }
