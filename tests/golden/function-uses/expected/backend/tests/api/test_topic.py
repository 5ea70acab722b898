"""The API of the model topic."""

from hello.generated.models.topic import MODEL

from tests.model_behaviour import ModelBehaviour


class TestTopic(ModelBehaviour):
    """What holds for every model; tests of your own rules belong here, too."""

    model = MODEL
    function = "TopicFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
