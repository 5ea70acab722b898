"""The API of the model letter."""

from hello.generated.models.letter import MODEL

from tests.model_behaviour import ModelBehaviour


class TestLetter(ModelBehaviour):
    """What holds for every model; tests of your own rules belong here, too."""

    model = MODEL
    function = "LetterFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"read", "create"},
    }
