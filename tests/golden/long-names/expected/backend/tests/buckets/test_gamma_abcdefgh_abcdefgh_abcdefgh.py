"""The API of the bucket gamma-abcdefgh-abcdefgh-abcdefgh."""

from application_abcdefgh_abcdefgh_ab.generated.buckets.gamma_abcdefgh_abcdefgh_abcdefgh import (
    BUCKET,
)

from tests.bucket_behavior import BucketBehavior


class TestGammaAbcdefghAbcdefghAbcdefgh(BucketBehavior):
    """The behavior that every bucket has; add tests of your own rules here."""

    bucket = BUCKET
    function = "GammaAbcdefghAbcdefghAbcdefghBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "delete"},
        "somebody else": set(),
        "member of admins": set(),
        "member of group-abcdefgh-abcdefgh-abcdefgh": {"read", "create", "delete"},
    }
