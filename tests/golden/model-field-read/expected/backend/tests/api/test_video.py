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
    }
    field_readers = {
        "contact": {"owner", "member of admins"},
        "score": {"member of admins"},
        "length": {"owner"},
        "channel": {"owner", "somebody else", "member of admins"},
        "token": set(),
        "raw": {"owner"},
    }
    field_writers = {
        "score": set(),
    }
    refs = {
        "channel": CHANNEL_MODEL,
    }
