"""The API of the model trap."""

from hello.generated.models.trap import MODEL

from tests.model_behaviour import ModelBehaviour


class TestTrap(ModelBehaviour):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "TrapFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
