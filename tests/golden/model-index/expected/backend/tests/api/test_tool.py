"""The API of the model tool."""

from hello.generated.models.tool import MODEL

from tests.model_behavior import ModelBehavior


class TestTool(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "ToolFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
