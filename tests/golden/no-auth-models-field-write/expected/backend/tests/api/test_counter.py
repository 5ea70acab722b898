"""The API of the model counter."""

from hello.generated.models.counter import MODEL

from tests.model_behavior import ModelBehavior


class TestCounter(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "CounterFunction"
    read_only = frozenset({"hits"})
