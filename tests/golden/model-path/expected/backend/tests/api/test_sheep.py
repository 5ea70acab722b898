"""The API of the model sheep."""

from hello.generated.models.sheep import MODEL

from tests.model_behaviour import ModelBehaviour


class TestSheep(ModelBehaviour):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "SheepFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
