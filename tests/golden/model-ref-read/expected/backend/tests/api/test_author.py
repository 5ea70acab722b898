"""The API of the model author."""

from hello.generated.models.author import MODEL

from tests.model_behavior import ModelBehavior


class TestAuthor(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "AuthorFunction"
    access = {
        "nobody": {"read"},
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"read", "create"},
        "member of admins": {"read", "create"},
    }
    field_readers = {
        "phone": {"owner", "member of admins"},
        "notes": set(),
    }
