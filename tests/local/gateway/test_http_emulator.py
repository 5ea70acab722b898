"""The emulator as a browser meets it: sign-up through our proxy, S3 without it."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import httpx
import pytest
from local.gateway.emulators import Emulator, running

from scaffold.local.gateway.cognito_proxy import CognitoProxy
from scaffold.local.gateway.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

APP = "http://localhost:5173"
PREFLIGHT = {"access-control-request-method": "PUT"}


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """An emulator with a bucket that the application may write to."""
    with running(tmp_path_factory.mktemp("emulator")) as started:
        rule = {
            "AllowedOrigins": [APP],
            "AllowedMethods": ["PUT", "GET"],
            "AllowedHeaders": ["*"],
            "ExposeHeaders": ["ETag"],
        }
        s3 = started.client("s3")
        s3.create_bucket(Bucket="videos")
        s3.put_bucket_cors(Bucket="videos", CORSConfiguration={"CORSRules": [rule]})
        yield started


async def test_the_bucket_decides_on_cors(emulator: Emulator) -> None:
    """A presigned URL needs no proxy: the emulator enforces the bucket's own rules."""
    where = {"Bucket": "videos", "Key": "uploads/a"}
    url = emulator.client("s3").generate_presigned_url("put_object", Params=where)
    async with httpx.AsyncClient() as client:
        allowed = await client.options(url, headers={"origin": APP, **PREFLIGHT})
        refused = await client.options(url, headers={"origin": "http://localhost:1", **PREFLIGHT})
        put = await client.put(url, content=b"x", headers={"origin": APP})
    assert (allowed.status_code, refused.status_code, put.status_code) == (200, 403, 200)
    assert put.headers["access-control-allow-origin"] == APP
    assert put.headers["access-control-expose-headers"] == "ETag"


async def test_a_person_signs_up_through_the_proxy(emulator: Emulator) -> None:
    """Cognito's user pools work, with our CORS in place of the emulator's."""
    cognito = emulator.client("cognito-idp")
    pool = await asyncio.to_thread(cognito.create_user_pool, PoolName="users")
    made = await asyncio.to_thread(
        cognito.create_user_pool_client, UserPoolId=pool["UserPool"]["Id"], ClientName="app"
    )
    person = {
        "ClientId": made["UserPoolClient"]["ClientId"],
        "Username": "a@example.com",
        "Password": "Long-enough-1",
    }
    headers = {"origin": APP, "x-amz-target": "AWSCognitoIdentityProviderService.SignUp"}
    async with (
        contextlib.aclosing(CognitoProxy(emulator.url, [APP])) as proxy,
        serve(proxy) as port,
        httpx.AsyncClient() as client,
    ):
        answer = await client.post(f"http://127.0.0.1:{port}/", headers=headers, json=person)
    assert answer.status_code == 200
    assert "UserSub" in answer.json()
    assert answer.headers.get_list("access-control-allow-origin") == [APP]
