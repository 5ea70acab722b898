"""The API of the model document."""

from town_hall.generated.models.document import MODEL

from tests.model_behavior import ModelBehavior


class TestDocument(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "DocumentFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
        "member of admins": {"create"},
        "member of editors": {"create"},
    }
