"""The API of the model sample."""

from hello.generated.models.maker import MODEL as MAKER_MODEL
from hello.generated.models.sample import MODEL

from tests.model_behavior import ModelBehavior


class TestSample(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "SampleFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
    refs = {
        "maker": MAKER_MODEL,
        "second_maker": MAKER_MODEL,
    }
