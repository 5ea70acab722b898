"""Who is let into the emulator: signatures decide, and pages of other origins stay out.

Each of these fails when a new ministack makes the patch in `boot/signatures.py` needless.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
import httpx
import pytest
from botocore.config import Config

from scaffold.local.emulator.process import CONTROL_HEADER

if TYPE_CHECKING:
    from emulators import Bench

pytestmark = pytest.mark.slow


def client(bench: Bench, service: str, key: str, secret: str) -> Any:  # noqa: ANN401 - boto3 has no types
    """A client that signs with a key of its own."""
    session = boto3.Session(key, secret, region_name="us-east-1")
    config = Config(retries={"total_max_attempts": 1})
    return session.client(service, endpoint_url=bench.emulator.endpoint, config=config)


def control(bench: Bench) -> dict[str, str]:
    """The header that opens the emulator's controls."""
    return {CONTROL_HEADER: bench.process.key.control}


@pytest.mark.parametrize(("service", "call"), [("s3", "list_buckets"), ("dynamodb", "list_tables")])
@pytest.mark.parametrize("key", ["test", "000000000000", "drawn"])
def test_a_made_up_secret_opens_nothing(bench: Bench, service: str, call: str, key: str) -> None:
    """Well-known keys, and the root key with another secret, are rejected."""
    access_key = bench.process.key.id if key == "drawn" else key
    asked = client(bench, service, access_key, "made-up")
    with pytest.raises(asked.exceptions.ClientError):
        getattr(asked, call)()


def test_the_root_key_has_full_permissions(bench: Bench) -> None:
    """The random key of the run is the root user."""
    asked = client(bench, "sts", bench.process.key.id, bench.process.key.secret)
    assert asked.get_caller_identity()["Arn"].endswith(":root")


@pytest.fixture
def bucket(bench: Bench) -> str:
    """A bucket with an object."""
    s3 = bench.emulator.client("s3")
    s3.create_bucket(Bucket="guarded")
    s3.put_object(Bucket="guarded", Key="secret", Body=b"x")
    return "guarded"


def test_objects_are_not_public(bench: Bench, bucket: str) -> None:
    """Unsigned requests cannot read, write, list, delete or change rules."""
    url = f"{bench.emulator.endpoint}/{bucket}"
    for method, path in (
        ("GET", "/secret"),
        ("PUT", "/secret"),
        ("DELETE", "/secret"),
        ("GET", "/"),
        ("DELETE", "/"),
        ("PUT", "/?policy"),
        ("PUT", "/other"),
    ):
        assert httpx.request(method, f"{url}{path}").status_code == 403
    assert httpx.put(f"{bench.emulator.endpoint}/mine").status_code == 403
    assert httpx.get(f"{bench.emulator.endpoint}/").status_code == 403


def test_presigned_urls_work(bench: Bench, bucket: str) -> None:
    """Another signature is rejected."""
    url = bench.emulator.client("s3").generate_presigned_url(
        "get_object", {"Bucket": bucket, "Key": "secret"}
    )
    assert httpx.get(url).content == b"x"
    assert httpx.get(url.replace("secret?", "other?")).status_code == 403


def test_forms_need_a_signed_policy(bench: Bench, bucket: str) -> None:
    """A presigned form uploads; unsigned or changed, it does not."""
    form = bench.emulator.client("s3").generate_presigned_post(
        bucket, "form", Conditions=[["content-length-range", 0, 10]]
    )
    fields, file = form["fields"], {"file": b"hello"}
    assert httpx.post(form["url"], data=fields, files=file).status_code == 204
    assert httpx.post(form["url"], data={"key": "form"}, files=file).status_code == 403
    assert httpx.post(form["url"], data={**fields, "key": "x"}, files=file).status_code == 403
    assert httpx.post(form["url"], data=fields, files={"file": b"x" * 99}).status_code == 400


def test_a_policy_that_demands_tls_holds(bench: Bench) -> None:
    """Generated buckets deny plain HTTP, which is all that runs locally."""
    s3 = bench.emulator.client("s3")
    s3.create_bucket(Bucket="tls-only")
    statement = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": "arn:aws:s3:::tls-only/*",
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    s3.put_bucket_policy(Bucket="tls-only", Policy=json.dumps(policy))
    url = s3.generate_presigned_url("put_object", {"Bucket": "tls-only", "Key": "a"})
    assert httpx.put(url, content=b"x").status_code == 200


def test_other_host_names_are_rejected(bench: Bench) -> None:
    """DNS rebinding gets no response."""
    url, headers = f"{bench.emulator.endpoint}/_ministack/health", control(bench)
    assert httpx.get(url, headers=headers).status_code == 200
    assert httpx.get(url, headers={**headers, "host": "evil.example"}).status_code == 403


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/_ministack/reset"),
        ("POST", "/_ministack/config"),
        ("GET", "/_ministack/ses/messages"),
        ("GET", "/_ministack/health"),
        ("GET", "//_ministack/ses/messages"),
        ("GET", "/_localstack/health"),
        ("GET", "/_localstack/init/ready"),
        ("POST", "/_aws/lambda-url/x/"),
        ("GET", "/health"),
    ],
)
def test_strangers_do_not_reach_the_controls(bench: Bench, method: str, path: str) -> None:
    """Neither another user of the computer nor a page, even one that knows the secret."""
    url = f"{bench.emulator.endpoint}{path}"
    wrong = {name: f"{value}x" for name, value in control(bench).items()}
    page = {**control(bench), "origin": "http://evil.example"}
    for headers in ({}, wrong, page):
        assert httpx.request(method, url, headers=headers).status_code == 403
