"""The API of the model shelf."""

from hello.generated.models.shelf import MODEL

from tests.model_behavior import ModelBehavior


class TestShelf(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "ShelfFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"read", "create"},
        "member of admins": {"read", "create"},
    }
    field_readers = {
        "keeper": {"member of admins"},
    }
