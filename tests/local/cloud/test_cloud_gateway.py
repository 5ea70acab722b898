"""What API Gateway answers itself, in front of the application, and whom it lets through."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from local.people import PASSWORD, Person

if TYPE_CHECKING:
    from local.applications import Running

pytestmark = pytest.mark.slow


def test_health_and_public_functions_need_no_token(nobody: Person) -> None:
    """What is public is open."""
    assert nobody.get("/health") == {"status": "ok"}
    for sent, name in (("w%C3%B6rld", "wörld"), ("%22q%22%F0%9F%98%80", '"q"\N{GRINNING FACE}')):
        assert nobody.get(f"/hello/{sent}") == {
            "route": "GET /hello/{name}",
            "path": {"name": name},
        }


def test_errors_of_the_gateway_have_its_form(ada: Person, nobody: Person) -> None:
    """401, 404 and 413 are JSON with a message, and no problem details."""
    too_large = ada.running.request(
        "POST",
        "/videos",
        content=bytes(10 * 2**20 + 1),
        headers={"Authorization": f"Bearer {ada.token}"},
    )
    for answer, status, message in (
        (nobody.request("POST", "/videos", {}), 401, "Unauthorized"),
        (nobody.request("GET", "/nowhere"), 404, "Not Found"),
        (nobody.request("PUT", "/health"), 404, "Not Found"),
        (too_large, 413, "Request Entity Too Large"),
    ):
        assert (answer.status_code, answer.json()) == (status, {"message": message})
        assert answer.headers["content-type"] == "application/json"


def test_a_preflight_is_answered_for_the_applications_pages_only(running: Running) -> None:
    """The template names the origin of the frontend."""
    asked = {"Access-Control-Request-Method": "PATCH"}
    mine = running.request(
        "OPTIONS", "/videos/1", headers={**asked, "Origin": "http://localhost:5173"}
    )
    assert mine.status_code == 204
    assert mine.headers["access-control-allow-origin"] == "http://localhost:5173"
    assert "PATCH" in mine.headers["access-control-allow-methods"]
    other = running.request(
        "OPTIONS", "/videos/1", headers={**asked, "Origin": "https://evil.example"}
    )
    assert not [name for name in other.headers if name.startswith("access-control-")]


def test_tampered_token_is_rejected(running: Running, ada: Person) -> None:
    """Another signature, another user's claims, no signature at all, or no token."""
    head, claims, signature = ada.token.split(".")
    mirrored = signature[::-1]
    for token in (
        f"{head}.{claims}.{mirrored}",
        f"{head}.{claims[:-4]}AAAA.{signature}",
        f"eyJhbGciOiJub25lIn0.{claims}.",
        f"{head}.{claims}",
        "made-up",
    ):
        answer = Person(running, token=token).request("POST", "/videos", {"title": "x"})
        assert (answer.status_code, answer.json()) == (401, {"message": "Unauthorized"})


def test_a_token_of_another_pool_is_refused(running: Running) -> None:
    """Signed by the same emulator, but for somebody else's application."""
    lenient = {
        "MinimumLength": 10,
        "RequireUppercase": False,
        "RequireLowercase": False,
        "RequireNumbers": False,
        "RequireSymbols": False,
    }
    pool = running.client("cognito-idp").create_user_pool(
        PoolName="foreign", Policies={"PasswordPolicy": lenient}
    )
    assert refused(running, signed_in_to(running, pool["UserPool"]["Id"]))


def test_a_token_for_another_client_is_refused(running: Running) -> None:
    """Of the same pool, but not of a client that the authorizer names."""
    pool = running.cloud.application.outputs["UserPoolId"]
    assert refused(running, signed_in_to(running, pool))


def test_token_expiry(running: Running) -> None:
    """To the second; a client of the application is made to give tokens for a moment."""
    outputs = running.cloud.application.outputs
    admin, client = (
        running.client("cognito-idp"),
        {
            "UserPoolId": outputs["UserPoolId"],
            "ClientId": outputs["LoadClientId"],
        },
    )
    settings = {"ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"]}
    try:
        admin.update_user_pool_client(
            **client,
            **settings,
            AccessTokenValidity=2,
            TokenValidityUnits={"AccessToken": "seconds"},
        )
        token = signed_in(running, outputs["UserPoolId"], outputs["LoadClientId"])
        person = Person(running, token=token)
        assert person.request("GET", "/buckets/videos/objects").status_code == 200
        deadline = time.monotonic() + 30
        while person.request("GET", "/buckets/videos/objects").status_code != 401:
            assert time.monotonic() < deadline, "the token did not expire"
    finally:
        admin.update_user_pool_client(**client, **settings)


def refused(running: Running, token: str) -> bool:
    """Whether the gateway lets nobody in with this token."""
    answer = Person(running, token=token).request("GET", "/buckets/videos/objects")
    return (answer.status_code, answer.json()) == (401, {"message": "Unauthorized"})


def signed_in_to(running: Running, pool: str) -> str:
    """A token of somebody in a pool, through a client that the application does not know."""
    client = running.client("cognito-idp").create_user_pool_client(
        UserPoolId=pool, ClientName="foreign", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )
    return signed_in(running, pool, client["UserPoolClient"]["ClientId"])


def signed_in(running: Running, pool: str, client_id: str) -> str:
    """A token of somebody whom an administrator has put into a pool."""
    admin, name = running.client("cognito-idp"), f"{client_id.lower()}@example.com"
    admin.admin_create_user(UserPoolId=pool, Username=name, MessageAction="SUPPRESS")
    admin.admin_set_user_password(UserPoolId=pool, Username=name, Password=PASSWORD, Permanent=True)
    answer = running.cognito().initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": name, "PASSWORD": PASSWORD},
    )
    return str(answer["AuthenticationResult"]["AccessToken"])
