"""The API of the model member."""

from town_hall.generated.models.member import MODEL

from tests.model_behavior import ModelBehavior


class TestMember(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "MemberFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
        "member of admins": {"create"},
        "member of editors": {"create"},
    }
