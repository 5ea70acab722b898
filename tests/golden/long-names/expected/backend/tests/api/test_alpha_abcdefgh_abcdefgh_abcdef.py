"""The API of the model alpha_abcdefgh_abcdefgh_abcdef."""

from application_abcdefgh_abcdefgh_ab.generated.models.alpha_abcdefgh_abcdefgh_abcdef import MODEL

from tests.model_behaviour import ModelBehaviour


class TestAlphaAbcdefghAbcdefghAbcdef(ModelBehaviour):
    """What holds for every model; tests of your own rules belong here, too."""

    model = MODEL
    function = "AlphaAbcdefghAbcdefghAbcdefFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "update", "delete"},
        "somebody else": set(),
        "member of admins": {"read", "create", "delete"},
        "member of group-abcdefgh-abcdefgh-abcdefgh": {"read", "create", "update", "delete"},
    }
