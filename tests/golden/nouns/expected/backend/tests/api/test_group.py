"""The API of the model group."""

from town_hall.generated.models.group import MODEL
from town_hall.generated.models.member import MODEL as MEMBER_MODEL

from tests.model_behavior import ModelBehavior


class TestGroup(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "GroupFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
        "member of admins": {"create"},
        "member of editors": {"create"},
    }
    refs = {
        "leader": MEMBER_MODEL,
    }
