"""The JWT authorizer: which tokens open a route, and what the function learns of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from local.gateway.issuer import AUTHORIZER, CLIENT, URL, Issuer
from local.gateway.serving import Clock, Function, api, client_of, route

from scaffold.local.activity import ActivityLog
from scaffold.local.application import Authorizer

if TYPE_CHECKING:
    import httpx

    from scaffold.local.application import HttpApi, Json

pytestmark = pytest.mark.anyio


def secured(**changes: Any) -> HttpApi:  # noqa: ANN401 - fields of a route
    """An API with one route that wants a token."""
    made = route("GET /", authorizer="Cognito", **changes)
    return api(made, authorizers={"Cognito": AUTHORIZER})


async def answer_to(
    token: str | None, issuer: Issuer, served: HttpApi | None = None
) -> tuple[httpx.Response, Function]:
    """What the gateway answers to a token, and the function behind it."""
    function = Function()
    headers = {} if token is None else {"authorization": f"Bearer {token}"}
    activity = ActivityLog(Clock())
    async with client_of(
        served or secured(), function, keys=issuer.keys, activity=activity
    ) as client:
        return await client.get("/", headers=headers), function


@pytest.mark.parametrize(
    "changes", [{}, {"client_id": None, "aud": CLIENT, "token_use": "id"}, {"aud": ["x", CLIENT]}]
)
async def test_a_good_token_opens_the_route(issuer: Issuer, changes: dict[str, Any]) -> None:
    """Access tokens by their client_id, id tokens by their aud."""
    answer, function = await answer_to(issuer.token(**changes), issuer)
    assert answer.status_code == 200
    claims = function.event["requestContext"]["authorizer"]["jwt"]["claims"]
    assert (claims["sub"], claims["iss"]) == ("user-1", URL)


async def test_claims_are_strings(issuer: Issuer) -> None:
    """Lists are `[a b]`, numbers and booleans their text, null is left out, objects are JSON."""
    token = issuer.token(
        **{"cognito:groups": ["admins", "staff"], "email_verified": True, "address": {"a": [1]}}
    )
    _, function = await answer_to(token, issuer)
    jwt = function.event["requestContext"]["authorizer"]["jwt"]
    assert jwt["claims"]["cognito:groups"] == "[admins staff]"
    assert jwt["claims"]["email_verified"] == "true"
    assert jwt["claims"]["exp"] == str(int(Clock().now) + 3600)
    assert jwt["claims"]["address"] == '{"a":[1]}'
    assert jwt["scopes"] is None


async def test_format_1_has_the_claims_without_jwt(issuer: Issuer) -> None:
    """Format 1.0 has them under authorizer.claims."""
    token = issuer.token()
    _, function = await answer_to(token, issuer, secured(payload_version="1.0"))
    authorizer = function.event["requestContext"]["authorizer"]
    assert authorizer["claims"]["sub"] == "user-1"
    assert authorizer["scopes"] is None


async def test_no_token_is_unauthorized(issuer: Issuer) -> None:
    """Without a token the function is not invoked."""
    answer, function = await answer_to(None, issuer)
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthorized"})
    assert answer.headers["www-authenticate"] == "Bearer"
    assert function.events == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"iss": "https://foreign.example"}, "does not have a valid issuer"),
        ({"client_id": "another"}, "does not have a valid audience"),
        ({"client_id": None}, "does not have a valid audience"),
        ({"aud": "another"}, "does not have a valid audience"),
        ({"exp": Clock().now}, "has expired"),
        ({"exp": None}, "has expired"),
        ({"nbf": int(Clock().now) + 60}, "is not valid yet"),
        ({"iat": int(Clock().now) + 60}, "is not valid yet"),
    ],
)
async def test_wrong_claims_are_refused(
    issuer: Issuer, changes: dict[str, Any], reason: str
) -> None:
    """Issuer, audience and times are checked; the header says what is wrong."""
    answer, function = await answer_to(issuer.token(**changes), issuer)
    assert (answer.status_code, function.events) == (401, [])
    challenge = answer.headers["www-authenticate"]
    assert challenge.startswith('Bearer scope="" error="invalid_token" error_description="the')
    assert reason in challenge


@pytest.mark.parametrize("forged", ["unsigned", "hs256", "foreign key", "cut", "tampered", "no"])
async def test_forged_tokens_are_refused(issuer: Issuer, forged: str) -> None:
    """No signature, a secret that is public, another's key, a changed claim: nothing opens."""
    header, _, signature = issuer.token().split(".")
    tokens = {
        "unsigned": issuer.unsigned(),
        "hs256": issuer.signed_with_public_key(),
        "foreign key": Issuer(issuer.kid).token(),
        "cut": issuer.token().rpartition(".")[0] + ".",
        "tampered": ".".join([header, issuer.token(sub="admin").split(".")[1], signature]),
        "no": "not-a-token",
    }
    answer, function = await answer_to(tokens[forged], issuer)
    assert (answer.status_code, function.events) == (401, [])


async def test_a_scope_of_the_route_is_needed(issuer: Issuer) -> None:
    """One of the route's scopes is enough; with none of them it is 403."""
    served = secured(scopes=("pets/read", "pets/write"))
    good, function = await answer_to(issuer.token(scope="pets/read openid"), issuer, served)
    bad, _ = await answer_to(issuer.token(scope="openid"), issuer, served)
    assert good.status_code == 200
    jwt = function.event["requestContext"]["authorizer"]["jwt"]
    assert jwt["scopes"] == ["pets/read", "openid"]
    assert (bad.status_code, bad.json()) == (403, {"message": "Forbidden"})
    assert bad.headers["www-authenticate"] == (
        'Bearer scope="pets/read pets/write" error="insufficient_scope"'
    )


async def test_a_token_may_come_without_bearer_or_in_the_query(issuer: Issuer) -> None:
    """The identity source says where the token is."""
    in_query = Authorizer("Cognito", URL, (CLIENT,), "$request.querystring.token")
    served = api(route("GET /", authorizer="Cognito"), authorizers={"Cognito": in_query})
    activity = ActivityLog(Clock())
    token = issuer.token()
    async with client_of(served, keys=issuer.keys, activity=activity) as client:
        assert (await client.get("/", params={"token": token})).status_code == 200
        assert (await client.get("/", headers={"authorization": token})).status_code == 401
    async with client_of(secured(), keys=issuer.keys, activity=activity) as client:
        assert (await client.get("/", headers={"authorization": token})).status_code == 200


async def test_a_token_expires_although_it_is_remembered(issuer: Issuer, clock: Clock) -> None:
    """A token that was good is good until it expires, not longer."""
    headers = {"authorization": issuer.token()}
    async with client_of(secured(), keys=issuer.keys, activity=ActivityLog(clock)) as client:
        assert (await client.get("/", headers=headers)).status_code == 200
        clock.now += 3599
        assert (await client.get("/", headers=headers)).status_code == 200
        clock.now += 1
        assert (await client.get("/", headers=headers)).status_code == 401


async def test_new_keys_are_found(issuer: Issuer, clock: Clock) -> None:
    """A key that is not known makes the gateway ask again, but not for every token."""
    asked = 0
    current = issuer
    later, stranger = Issuer("key-2"), Issuer("key-3")

    async def keys(url: str) -> Json:
        nonlocal asked
        asked += 1
        return await current.keys(url)

    async with client_of(secured(), keys=keys, activity=ActivityLog(clock)) as client:

        async def status(token: str) -> int:
            return (await client.get("/", headers={"authorization": token})).status_code

        assert await status(issuer.token()) == 200
        assert [await status(stranger.token()) for _ in range(3)] == [401, 401, 401]
        assert asked == 1
        current = later
        clock.now += 2
        assert await status(later.token()) == 200
        assert asked == 2


async def test_an_issuer_that_is_away_is_an_error_of_ours(issuer: Issuer) -> None:
    """Nobody is signed out because the keys cannot be had: 500, and a notice."""
    activity = ActivityLog(Clock())

    async def away(url: str) -> Json:
        raise ConnectionRefusedError(url)

    headers = {"authorization": issuer.token()}
    async with client_of(secured(), keys=away, activity=activity) as client:
        assert (await client.get("/", headers=headers)).status_code == 500
    assert "no keys of https://cognito-idp" in str(activity.records()[0])
