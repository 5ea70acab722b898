"""The API of the model book."""

from hello.generated.models.book import MODEL

from tests.model_behaviour import ModelBehaviour


class TestBook(ModelBehaviour):
    """What holds for every model; tests of your own rules belong here, too."""

    model = MODEL
    function = "BookFunction"
