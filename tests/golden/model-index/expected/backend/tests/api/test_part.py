"""The API of the model part."""

from hello.generated.models.part import MODEL

from tests.model_behaviour import ModelBehaviour


class TestPart(ModelBehaviour):
    """What holds for every model; tests of your own rules belong here, too."""

    model = MODEL
    function = "PartFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"read", "create"},
    }
