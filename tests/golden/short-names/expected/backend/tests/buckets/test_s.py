"""The API of the bucket s."""

from abz.generated.buckets.s import BUCKET

from tests.bucket_behaviour import BucketBehaviour


class TestS(BucketBehaviour):
    """What holds for every bucket; tests of your own rules belong here, too."""

    bucket = BUCKET
    function = "SBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "delete"},
        "somebody else": {"create"},
        "member of g": {"create"},
        "member of on": {"create"},
    }
