"""The API of the model part."""

from hello.generated.models.maker import MODEL as MAKER_MODEL
from hello.generated.models.part import MODEL

from tests.model_behavior import ModelBehavior


class TestPart(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "PartFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"read", "create"},
    }
    refs = {
        "maker": MAKER_MODEL,
    }
