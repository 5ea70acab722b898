"""The API of the model person."""

from hello.generated.models.person import MODEL

from tests.model_behavior import ModelBehavior


class TestPerson(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "PersonFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
