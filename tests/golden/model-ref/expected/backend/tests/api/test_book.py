"""The API of the model book."""

from hello.generated.models.author import MODEL as AUTHOR_MODEL
from hello.generated.models.book import MODEL

from tests.model_behavior import ModelBehavior


class TestBook(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "BookFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
    }
    refs = {
        "author": AUTHOR_MODEL,
        "sequel": MODEL,
    }
