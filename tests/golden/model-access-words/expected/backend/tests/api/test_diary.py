"""The API of the model diary."""

from hello.generated.models.diary import MODEL

from tests.model_behaviour import ModelBehaviour


class TestDiary(ModelBehaviour):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "DiaryFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
        "member of editors": {"create"},
        "member of admins": {"create"},
    }
