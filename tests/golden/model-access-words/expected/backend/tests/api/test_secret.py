"""The API of the model secret."""

from hello.generated.models.secret import MODEL

from tests.model_behavior import ModelBehavior


class TestSecret(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "SecretFunction"
    access = {
        "nobody": set(),
        "owner": set(),
        "somebody else": set(),
        "member of editors": {"read", "create", "update", "delete"},
        "member of admins": set(),
    }
