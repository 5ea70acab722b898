"""The API of the model diary."""

from hello.generated.models.diary import MODEL

from tests.model_behavior import ModelBehavior


class TestDiary(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "DiaryFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
        "member of admins": {"read", "create"},
    }
    field_readers = {
        "mood": {"owner"},
        "note": {"member of admins"},
    }
    field_writers = {
        "note": {"member of admins"},
    }
