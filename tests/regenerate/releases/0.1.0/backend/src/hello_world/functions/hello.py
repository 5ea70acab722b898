"""What the function hello does."""

from hello_world.core.endpoints import Request


def on_http(request: Request) -> object:
    """Answer a request with a JSON value, or with a `Reply` that has a status of its own."""
    return {"greeting": f"Hello, {request.path['name']}!"}
