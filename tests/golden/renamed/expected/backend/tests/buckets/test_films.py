"""The API of the bucket films."""

from hello.generated.buckets.films import BUCKET

from tests.bucket_behaviour import BucketBehaviour


class TestFilms(BucketBehaviour):
    """What holds for every bucket; tests of your own rules belong here, too."""

    bucket = BUCKET
    function = "FilmsBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "delete"},
        "somebody else": {"create"},
    }
