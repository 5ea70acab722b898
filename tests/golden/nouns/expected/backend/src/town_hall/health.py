"""Health check: `GET /health`."""

from aws_lambda_powertools.event_handler import Response

from town_hall.core import rest

app = rest.App()


@app.get("/health")
def get_health() -> Response[str]:
    """Respond without calling other services, so that only the API is checked."""
    return rest.answer({"status": "ok"})


handler = rest.handler(app)
