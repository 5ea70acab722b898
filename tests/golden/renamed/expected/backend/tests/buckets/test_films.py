"""The API of the bucket films."""

from hello.generated.buckets.films import BUCKET

from tests.bucket_behavior import BucketBehavior


class TestFilms(BucketBehavior):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "FilmsBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "delete"},
        "somebody else": {"create"},
        "member of admins": {"create"},
        "member of authors": {"create"},
    }
