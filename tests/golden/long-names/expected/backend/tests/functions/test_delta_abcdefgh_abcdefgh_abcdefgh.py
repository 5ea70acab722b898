"""The function delta-abcdefgh-abcdefgh-abcdefgh."""

from tests.gateway import EVERYBODY, Gateway


def test_http_request(gateway: Gateway) -> None:
    """The response describes the request."""
    reply = gateway.request(
        "PATCH",
        "/path-abcdefgh-abcdefgh/load/load",
        user=EVERYBODY,
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "PATCH /path-abcdefgh-abcdefgh/{identifier_abcdefgh_ab}/{second_abcdefgh_abcdefg}",
        "path": {
            "identifier_abcdefgh_ab": "load",
            "second_abcdefgh_abcdefg": "load",
        },
    }
