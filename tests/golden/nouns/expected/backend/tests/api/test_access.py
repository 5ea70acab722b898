"""The API of the model access."""

from town_hall.generated.models.access import MODEL

from tests.model_behavior import ModelBehavior


class TestAccess(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "AccessFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
        "member of admins": {"create"},
        "member of editors": {"create"},
    }
