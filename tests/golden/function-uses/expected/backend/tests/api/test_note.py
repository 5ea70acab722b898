"""The API of the model note."""

from hello.generated.models.note import MODEL

from tests.model_behavior import ModelBehavior


class TestNote(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "NoteFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
