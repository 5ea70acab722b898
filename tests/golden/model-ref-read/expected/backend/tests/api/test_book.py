"""The API of the model book."""

from hello.generated.models.author import MODEL as AUTHOR_MODEL
from hello.generated.models.book import MODEL
from hello.generated.models.shelf import MODEL as SHELF_MODEL

from tests.model_behavior import ModelBehavior


class TestBook(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "BookFunction"
    access = {
        "nobody": {"read"},
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"read", "create"},
        "member of admins": {"read", "create"},
    }
    field_readers = {
        "editor": {"owner", "member of admins"},
        "ledger": set(),
        "scan": {"member of admins"},
        "draft": set(),
        "code": {"member of admins"},
    }
    refs = {
        "author": AUTHOR_MODEL,
        "editor": AUTHOR_MODEL,
        "shelf": SHELF_MODEL,
    }
