"""The function delta-abcdefgh-abcdefgh-abcdefgh."""

from tests.gateway import EVERYBODY, Gateway


def test_answers(gateway: Gateway) -> None:
    """A request is answered with what it was about."""
    reply = gateway.request(
        "PATCH",
        "/path-abcdefgh-abcdefgh-abcdefghx/load/more-abcdefgh-abcdefgh-abcdefghx/load",
        user=EVERYBODY,
    )

    assert reply.status == 200
    assert reply.json == {
        "route": "PATCH /path-abcdefgh-abcdefgh-abcdefghx/{identifier_abcdefgh_abcdefgh_abc}/more-abcdefgh-abcdefgh-abcdefghx/{second_abcdefgh_abcdefgh_abcdefg}",
        "path": {
            "identifier_abcdefgh_abcdefgh_abc": "load",
            "second_abcdefgh_abcdefgh_abcdefg": "load",
        },
    }
