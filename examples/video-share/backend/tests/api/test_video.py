"""The API of the model video."""

from video_share.generated.models.channel import MODEL as CHANNEL_MODEL
from video_share.generated.models.video import MODEL

from tests.model_behavior import ModelBehavior


class TestVideo(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "VideoFunction"
    access = {
        "nobody": {"read"},
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"read", "create"},
        "member of admins": {"read", "create", "delete"},
    }
    field_writers = {
        "status": set(),
        "size": set(),
    }
    refs = {
        "channel": CHANNEL_MODEL,
    }
