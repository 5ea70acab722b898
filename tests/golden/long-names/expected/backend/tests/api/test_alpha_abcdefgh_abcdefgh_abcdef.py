"""The API of the model alpha_abcdefgh_abcdefgh_abcdef."""

from application_abcdefgh_abcdefgh_ab.generated.models.alpha_abcdefgh_abcdefgh_abcdef import MODEL

from tests.model_behavior import ModelBehavior


class TestAlphaAbcdefghAbcdefghAbcdef(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "AlphaAbcdefghAbcdefghAbcdefFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "update", "delete"},
        "somebody else": set(),
        "member of admins": {"read", "create", "delete"},
        "member of group-abcdefgh-abcdefgh-abcdefgh": {"read", "create", "update", "delete"},
    }
