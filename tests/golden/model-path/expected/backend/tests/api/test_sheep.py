"""The API of the model sheep."""

from hello.generated.models.sheep import MODEL

from tests.model_behaviour import ModelBehaviour


class TestSheep(ModelBehaviour):
    """What holds for every model; tests of your own rules belong here, too."""

    model = MODEL
    function = "SheepFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
