"""The API of the model maker."""

from hello.generated.models.maker import MODEL

from tests.model_behaviour import ModelBehaviour


class TestMaker(ModelBehaviour):
    """What holds for every model; tests of your own rules belong here, too."""

    model = MODEL
    function = "MakerFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
