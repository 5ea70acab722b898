"""The API of the model comment."""

from hello.generated.models.comment import MODEL

from tests.model_behavior import ModelBehavior


class TestComment(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "CommentFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"read", "create"},
        "member of editors": {"read", "create", "delete"},
        "member of admins": {"read", "create"},
    }
