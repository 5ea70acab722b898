"""The API of the model trap."""

from hello.generated.models.trap import MODEL

from tests.model_behaviour import ModelBehaviour


class TestTrap(ModelBehaviour):
    """What holds for every model; tests of your own rules belong here, too."""

    model = MODEL
    function = "TrapFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
