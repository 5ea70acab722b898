"""The API of the model b."""

from abz.generated.models.b import MODEL

from tests.model_behavior import ModelBehavior


class TestB(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "BFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
        "member of g": {"create"},
        "member of on": {"create"},
    }
