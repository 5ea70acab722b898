"""The API of the model clip."""

from hello.generated.models.clip import MODEL

from tests.model_behaviour import ModelBehaviour


class TestClip(ModelBehaviour):
    """What holds for every model; tests of your own rules belong here, too."""

    model = MODEL
    function = "ClipFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
