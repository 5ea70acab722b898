"""The API of the model tool."""

from hello.generated.models.tool import MODEL

from tests.model_behaviour import ModelBehaviour


class TestTool(ModelBehaviour):
    """What holds for every model; tests of your own rules belong here, too."""

    model = MODEL
    function = "ToolFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
