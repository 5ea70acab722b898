"""The API of the model beta_abcdefgh_abcdefgh_abcdefg."""

from application_abcdefgh_abcdefgh_ab.generated.models.beta_abcdefgh_abcdefgh_abcdefg import MODEL

from tests.model_behavior import ModelBehavior


class TestBetaAbcdefghAbcdefghAbcdefg(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "BetaAbcdefghAbcdefghAbcdefgFunction"
    access = {
        "nobody": {"read"},
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"read", "create"},
        "member of admins": {"read", "create", "update", "delete"},
        "member of group-abcdefgh-abcdefgh-abcdefgh": {"read", "create", "update", "delete"},
    }
