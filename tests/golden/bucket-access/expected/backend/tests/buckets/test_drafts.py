"""The API of the bucket drafts."""

from hello.generated.buckets.drafts import BUCKET

from tests.bucket_behaviour import BucketBehaviour


class TestDrafts(BucketBehaviour):
    """What holds for every bucket; tests of your own rules belong here, too."""

    bucket = BUCKET
    function = "DraftsBucketFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "delete"},
        "somebody else": set(),
        "member of editors": {"read", "create", "delete"},
    }
