"""The API of the model access."""

from town_hall.generated.models.access import MODEL

from tests.model_behaviour import ModelBehaviour


class TestAccess(ModelBehaviour):
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
