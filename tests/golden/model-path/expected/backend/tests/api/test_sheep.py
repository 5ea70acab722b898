"""The API of the model sheep."""

from hello.generated.models.sheep import MODEL

from tests.model_behavior import ModelBehavior


class TestSheep(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "SheepFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
