"""The API of the model note."""

from hello.generated.models.note import MODEL

from tests.model_behaviour import ModelBehaviour


class TestNote(ModelBehaviour):
    """What holds for every model; tests of your own rules belong here, too."""

    model = MODEL
    function = "NoteFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
