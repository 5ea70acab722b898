"""The API of the model event."""

from town_hall.generated.models.event import MODEL

from tests.model_behavior import ModelBehavior


class TestEvent(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "EventFunction"
    access = {
        "nobody": {"read"},
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"read", "create"},
        "member of admins": {"read", "create"},
        "member of editors": {"read", "create"},
    }
