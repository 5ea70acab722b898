"""The API of the model report."""

from hello.generated.models.report import MODEL

from tests.model_behavior import ModelBehavior


class TestReport(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "ReportFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "update"},
        "somebody else": {"update"},
        "member of editors": {"read", "create", "update"},
        "member of admins": {"create", "update", "delete"},
    }
