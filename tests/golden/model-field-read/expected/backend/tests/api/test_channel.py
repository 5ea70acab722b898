"""The API of the model channel."""

from hello.generated.models.channel import MODEL

from tests.model_behavior import ModelBehavior


class TestChannel(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "ChannelFunction"
    access = {
        "nobody": {"read"},
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"read", "create"},
        "member of admins": {"read", "create"},
    }
    field_readers = {
        "secret": set(),
    }
