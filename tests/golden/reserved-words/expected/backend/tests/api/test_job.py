"""The API of the model job."""

from hello.generated.models.job import MODEL

from tests.model_behaviour import ModelBehaviour


class TestJob(ModelBehaviour):
    """What holds for every model; tests of your own rules belong here, too."""

    model = MODEL
    function = "JobFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
