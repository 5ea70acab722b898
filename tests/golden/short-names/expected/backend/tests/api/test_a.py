"""The API of the model a."""

from abz.generated.models.a import MODEL
from abz.generated.models.b import MODEL as B_MODEL

from tests.model_behavior import ModelBehavior


class TestA(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "AFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
        "member of g": {"read", "create"},
        "member of on": {"read", "create"},
    }
    refs = {
        "c": B_MODEL,
    }
