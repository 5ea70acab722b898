"""The API of the model letter."""

from hello.generated.models.letter import MODEL

from tests.model_behavior import ModelBehavior


class TestLetter(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "LetterFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
        "member of admins": {"create"},
    }
    field_readers = {
        "rank": {"owner"},
        "code": {"member of admins"},
    }
