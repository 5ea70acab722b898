"""The API of the bucket pictures."""

from hello.generated.buckets.pictures import BUCKET

from tests.bucket_behaviour import BucketBehaviour


class TestPictures(BucketBehaviour):
    """What holds for every bucket; tests of your own rules belong here, too."""

    bucket = BUCKET
    function = "PicturesBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "delete"},
        "somebody else": {"create"},
    }
