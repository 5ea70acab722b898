"""The API of the model maker."""

from hello.generated.models.maker import MODEL

from tests.model_behavior import ModelBehavior


class TestMaker(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "MakerFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
