"""The API of the model report."""

from hello.generated.models.report import MODEL

from tests.model_behaviour import ModelBehaviour


class TestReport(ModelBehaviour):
    """What holds for every model; tests of your own rules belong here, too."""

    model = MODEL
    function = "ReportFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "update"},
        "somebody else": {"update"},
        "member of editors": {"read", "create", "update"},
        "member of admins": {"create", "update", "delete"},
    }
