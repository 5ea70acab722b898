"""The API of the bucket photos."""

from hello.generated.buckets.photos import BUCKET

from tests.bucket_behaviour import BucketBehaviour


class TestPhotos(BucketBehaviour):
    """What holds for every bucket; tests of your own rules belong here, too."""

    bucket = BUCKET
    function = "PhotosBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "delete"},
        "somebody else": {"create"},
    }
