"""The function put-line."""

from tests.gateway import EVERYBODY, Gateway


def test_answers(gateway: Gateway) -> None:
    """A request is answered with what it was about."""
    reply = gateway.request(
        "PUT",
        "/orders/load/lines/load",
        user=EVERYBODY,
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "PUT /orders/{id}/lines/{line_number}",
        "path": {
            "id": "load",
            "line_number": "load",
        },
    }
