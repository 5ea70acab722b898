"""Says that the API is up: `GET /health`."""

from aws_lambda_powertools.event_handler import Response

from old_notes.core import rest

app = rest.App()


@app.get("/health")
def get_health() -> Response[str]:
    """Answer without touching anything else, so that only the API itself is checked."""
    return rest.answer({"status": "ok"})


handler = rest.handler(app)
