"""The proxy in front of the emulator itself: uploads, bucket CORS, sign-up."""

from __future__ import annotations

import asyncio
import contextlib
import resource
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from local.gateway.emulators import Emulator, running

from scaffold.local.gateway.proxy import EmulatorProxy
from scaffold.local.gateway.server import serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

APP = "http://localhost:5173"
MEGABYTE = 2**20
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


@contextlib.asynccontextmanager
async def browser(emulator: Emulator) -> AsyncIterator[tuple[httpx.AsyncClient, Any]]:
    """A client, and an S3 client that signs for the proxy."""
    async with (
        contextlib.aclosing(EmulatorProxy(emulator.url, [APP])) as proxy,
        serve(proxy) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as client,
    ):
        yield client, emulator.client("s3", f"http://127.0.0.1:{port}")


def presigned(s3: Any, method: str, key: str) -> str:  # noqa: ANN401 - boto3 has no types
    """A presigned URL."""
    return str(s3.generate_presigned_url(method, Params={"Bucket": "videos", "Key": key}))


@pytest.mark.parametrize("key", ["uploads/a.mp4", "uploads/a b+ü%2F(1).mp4"])
async def test_presigned_uploads_and_downloads_pass(emulator: Emulator, key: str) -> None:
    """What was signed for the proxy is valid at the emulator, whatever the key."""
    async with browser(emulator) as (client, s3):
        put = await client.put(presigned(s3, "put_object", key), content=b"x" * 1000)
        part = {"range": "bytes=0-9"}
        got = await client.get(presigned(s3, "get_object", key), headers=part)
        tampered = await client.put(presigned(s3, "put_object", key).replace("uploads", "others"))
    assert (put.status_code, got.status_code, len(got.content)) == (200, 206, 10)
    assert tampered.status_code == 403


async def test_the_bucket_decides_on_cors(emulator: Emulator) -> None:
    """The emulator enforces the bucket's own rules: its origin passes, no other."""
    async with browser(emulator) as (client, s3):
        url = presigned(s3, "put_object", "uploads/a")
        allowed = await client.options(url, headers={"origin": APP, **PREFLIGHT})
        refused = await client.options(url, headers={"origin": "http://localhost:1", **PREFLIGHT})
        put = await client.put(url, content=b"x", headers={"origin": APP})
    assert (allowed.status_code, refused.status_code) == (200, 403)
    assert put.headers["access-control-allow-origin"] == APP
    assert put.headers["access-control-expose-headers"] == "ETag"


async def test_a_hundred_megabytes_do_not_sit_in_memory(emulator: Emulator) -> None:
    """Up and down are streamed: the proxy's memory grows by less than a tenth."""

    async def content() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield bytes(MEGABYTE)

    async with browser(emulator) as (client, s3):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        length = {"content-length": str(100 * MEGABYTE)}
        url = presigned(s3, "put_object", "uploads/large")
        put = await client.put(url, content=content(), headers=length)
        size = 0
        async with client.stream("GET", presigned(s3, "get_object", "uploads/large")) as got:
            async for chunk in got.aiter_raw():
                size += len(chunk)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert (put.status_code, size) == (200, 100 * MEGABYTE)
    assert grown < 10 * 1024  # KiB


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
    async with browser(emulator) as (client, _):
        answer = await client.post("/", headers=headers, json=person)
    assert answer.status_code == 200
    assert "UserSub" in answer.json()
    assert answer.headers.get_list("access-control-allow-origin") == [APP]
