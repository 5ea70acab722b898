"""The API of the model topic."""

from hello.generated.models.topic import MODEL

from tests.model_behavior import ModelBehavior


class TestTopic(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "TopicFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
