"""The API of the model video."""

from hello.generated.models.channel import MODEL as CHANNEL_MODEL
from hello.generated.models.video import MODEL

from tests.model_behavior import ModelBehavior


class TestVideo(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "VideoFunction"
    access = {
        "nobody": {"read"},
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"read", "create"},
        "member of admins": {"read", "create", "update"},
        "member of editors-of-the-northern-islands": {"read", "create"},
        "member of editors-of-the-western-islands": {"read", "create"},
        "member of editors-of-the-southern-islands": {"read", "create"},
    }
    field_writers = {
        "status": set(),
        "size": set(),
        "code": {"member of admins"},
        "rank": {"member of admins"},
        "mood": {"owner"},
        "channel": {"owner"},
        "review": {
            "owner",
            "somebody else",
            "member of admins",
            "member of editors-of-the-northern-islands",
            "member of editors-of-the-western-islands",
            "member of editors-of-the-southern-islands",
        },
        "picked_by": {
            "member of editors-of-the-northern-islands",
            "member of editors-of-the-western-islands",
            "member of editors-of-the-southern-islands",
        },
        "file": {"owner", "member of admins"},
    }
    refs = {
        "channel": CHANNEL_MODEL,
    }
