"""The API of the model warning."""

from town_hall.generated.models.warning import MODEL

from tests.model_behavior import ModelBehavior


class TestWarning(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "WarningFunction"
    access = {
        "nobody": {"read"},
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"read", "create"},
        "member of admins": {"read", "create"},
        "member of editors": {"read", "create"},
    }
