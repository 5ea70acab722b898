"""The API of the model announcement."""

from hello.generated.models.announcement import MODEL

from tests.model_behavior import ModelBehavior


class TestAnnouncement(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "AnnouncementFunction"
    access = {
        "nobody": {"read"},
        "owner": {"read"},
        "somebody else": {"read"},
        "member of editors": {"read", "create", "update", "delete"},
        "member of admins": {"read"},
    }
