"""The API of the model document_file."""

from town_hall.generated.models.document_file import MODEL

from tests.model_behavior import ModelBehavior


class TestDocumentFile(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "DocumentFileFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
        "member of admins": {"create"},
        "member of editors": {"create"},
    }
