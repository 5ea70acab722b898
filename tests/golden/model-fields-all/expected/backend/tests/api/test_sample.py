"""The API of the model sample."""

from hello.generated.models.sample import MODEL

from tests.model_behaviour import ModelBehaviour


class TestSample(ModelBehaviour):
    """What holds for every model; tests of your own rules belong here, too."""

    model = MODEL
    function = "SampleFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
