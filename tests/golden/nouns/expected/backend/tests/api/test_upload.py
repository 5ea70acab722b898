"""The API of the model upload."""

from town_hall.generated.models.group import MODEL as GROUP_MODEL
from town_hall.generated.models.upload import MODEL

from tests.model_behavior import ModelBehavior


class TestUpload(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "UploadFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
        "member of admins": {"create"},
        "member of editors": {"create"},
    }
    refs = {
        "group": GROUP_MODEL,
    }
