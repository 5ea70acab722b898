"""The API of the model wall."""

from hello.generated.models.wall import MODEL

from tests.model_behavior import ModelBehavior


class TestWall(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "WallFunction"
    access = {
        "nobody": {"read", "create", "update", "delete"},
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"read", "create", "update", "delete"},
        "member of admins": {"read", "create", "update", "delete"},
    }
    field_readers = {
        "answer": {"member of admins"},
    }
