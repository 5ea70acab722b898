"""The API of the model beta_abcdefgh_abcdefgh_abcdefg."""

from application_abcdefgh_abcdefgh_ab.generated.models.alpha_abcdefgh_abcdefgh_abcdef import (
    MODEL as ALPHA_ABCDEFGH_ABCDEFGH_ABCDEF_MODEL,
)
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
    refs = {
        "parent_abcdefgh_abcdefgh_abcde": ALPHA_ABCDEFGH_ABCDEFGH_ABCDEF_MODEL,
    }
