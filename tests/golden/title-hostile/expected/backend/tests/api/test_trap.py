"""The API of the model trap."""

from hello.generated.models.trap import MODEL

from tests.model_behavior import ModelBehavior


class TestTrap(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "TrapFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
