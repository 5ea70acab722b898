"""The API of the model series_list."""

from hello.generated.models.series_list import MODEL

from tests.model_behavior import ModelBehavior


class TestSeriesList(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "SeriesListFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
        "member of admins": {"create"},
        "member of authors": {"create"},
    }
