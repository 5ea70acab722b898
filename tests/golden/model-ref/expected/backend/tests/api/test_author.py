"""The API of the model author."""

from hello.generated.models.author import MODEL

from tests.model_behaviour import ModelBehaviour


class TestAuthor(ModelBehaviour):
    """What holds for every model; tests of your own rules belong here, too."""

    model = MODEL
    function = "AuthorFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
