"""The API of the model job."""

from hello.generated.models.job import MODEL

from tests.model_behavior import ModelBehavior


class TestJob(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "JobFunction"
    hidden = frozenset({"key", "rank", "log"})
    read_only = frozenset({"key"})
    refs = {
        "parent": MODEL,
    }
