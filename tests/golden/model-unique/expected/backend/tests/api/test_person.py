"""The API of the model person."""

from hello.generated.models.person import MODEL

from tests.model_behaviour import ModelBehaviour


class TestPerson(ModelBehaviour):
    """What holds for every model; tests of your own rules belong here, too."""

    model = MODEL
    function = "PersonFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
