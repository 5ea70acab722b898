"""The API of the model clip."""

from hello.generated.models.clip import MODEL
from hello.generated.models.series_list import MODEL as SERIES_LIST_MODEL

from tests.model_behavior import ModelBehavior


class TestClip(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "ClipFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
        "member of admins": {"create", "delete"},
        "member of authors": {"create"},
    }
    refs = {
        "series": SERIES_LIST_MODEL,
    }
