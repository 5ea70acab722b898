"""The API of the model ledger."""

from hello.generated.models.ledger import MODEL

from tests.model_behavior import ModelBehavior


class TestLedger(ModelBehavior):
    """The behavior that every model has; add tests of your own rules here."""

    model = MODEL
    function = "LedgerFunction"
    access = {
        "nobody": set(),
        "owner": {"read", "create", "update", "delete"},
        "somebody else": {"create"},
        "member of admins": {"read", "create"},
    }
    field_readers = {
        "book": set(),
        "receipt": set(),
    }
