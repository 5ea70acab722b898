"""Who can reach a local cloud: this computer only, its own pages only, and only with keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psutil
import pytest

from scaffold.local.dashboard.access import split_token

if TYPE_CHECKING:
    from local.applications import Running
    from local.people import Person

pytestmark = pytest.mark.slow

EVIL = "https://evil.example"
REBOUND = "evil.example:80"


def test_nothing_listens_beyond_loopback(running: Running, ada: Person) -> None:
    """Neither this process nor any of its children, on any of their sockets."""
    assert ada.request("GET", "/videos").status_code == 200
    own = psutil.Process()
    listening = {
        (socket.laddr.ip, socket.laddr.port)
        for process in (own, *own.children(recursive=True))
        for socket in process.net_connections("inet")
        if socket.status == psutil.CONN_LISTEN or not socket.raddr
    }
    ports = {int(url.split(":")[2].split("/")[0]) for url in running.cloud.urls.values()}
    assert ports <= {port for _, port in listening}
    assert {address for address, _ in listening} == {"127.0.0.1"}


@pytest.mark.parametrize("header", [{"Origin": EVIL}, {"Host": REBOUND}], ids=["origin", "host"])
def test_cross_origin_request_is_rejected_everywhere(
    running: Running, ada: Person, header: dict[str, str]
) -> None:
    """Not the dashboard, not the API even with a token, and not the emulator's controls."""
    urls, token = running.cloud.urls, {"Authorization": f"Bearer {ada.token}"}
    invocations = len(running.invocations("VideoFunction"))
    origin, secret = split_token(urls["Dashboard"])
    header_and_token = {"Authorization": f"Bearer {secret}", **header}
    dashboard = running.http.get(f"{origin}/api/state", headers=header_and_token)
    invoke = running.http.post(
        f"{origin}/api/invoke", json={"function": "VideoFunction"}, headers=header_and_token
    )
    api = running.request("GET", "/videos", headers={**token, **header})
    controls = running.http.post(f"{urls['AWS']}/_ministack/reset", headers=header)
    assert [response.status_code for response in (dashboard, invoke, api, controls)] == [403] * 4
    assert len(running.invocations("VideoFunction")) == invocations
    for answer in (dashboard, invoke, api, controls):
        assert "access-control-allow-origin" not in answer.headers


def test_the_emulator_answers_nobody_without_a_key(running: Running) -> None:
    """Neither an unsigned request nor the key that emulators are known to take."""
    aws, table = running.cloud.urls["AWS"], running.cloud.application.outputs["VideoTableName"]
    scan = {
        "X-Amz-Target": "DynamoDB_20120810.Scan",
        "Content-Type": "application/x-amz-json-1.0",
    }
    known = (
        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request,"
        " SignedHeaders=host, Signature=0"
    )
    for extra in ({}, {"Authorization": known}):
        answer = running.http.post(aws, json={"TableName": table}, headers={**scan, **extra})
        assert answer.status_code in {400, 403}
        assert "Items" not in answer.text


def test_a_bucket_is_private(running: Running) -> None:
    """Without a signature nothing can be read, listed or written."""
    address = f"{running.cloud.urls['AWS']}/{running.cloud.application.outputs['VideosBucketName']}"
    assert running.http.get(address).status_code == 403
    assert running.http.get(f"{address}/uploads/x").status_code == 403
    assert running.http.put(f"{address}/uploads/x", content=b"x").status_code == 403


def test_session_directory_is_private(running: Running) -> None:
    """What it announces and keeps is readable to its owner; only `scaffold env` finds the key."""
    folder = running.root / ".scaffold" / "dev"
    secret = running.cloud.administrator["AWS_SECRET_ACCESS_KEY"]
    announced = folder / "running.json"
    assert announced.stat().st_mode & 0o077 == 0
    assert (folder / "data").stat().st_mode & 0o077 == 0
    for path in folder.rglob("*"):
        if path.is_file() and path != announced:
            assert secret.encode() not in path.read_bytes(), path
