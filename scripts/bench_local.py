"""Measure the local cloud, and beside it what ministack's own Lambda and HTTP API do with the same.

moto's server is no peer here: its Lambda needs a Docker engine, and its HTTP APIs run nothing.
"""

import asyncio
import contextlib
import io
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import boto3
import psutil
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from scaffold.local.emulator import environment

BIN = Path(sys.executable).parent
CONNECTIONS = 8
REQUESTS = 2000
RELOADS = 9
# Seconds of a processor in a second that are no more than looking around.
QUIET = 0.05
PASSWORD = "correct horse battery"  # noqa: S105 - of a user that lives for a minute
HANDLER = "def handler(event, context):\n    return {'statusCode': 200, 'body': 'hello'}\n"


def main() -> None:
    """Print a table: times of the application, then of the peer."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "video-share"
        command = [BIN / "scaffold", "new", project, "--example", "video-share", "--no-git"]
        subprocess.run(command, check=True, capture_output=True)
        subprocess.run(
            [BIN / "scaffold", "dev", project, "--port", "0", "--once", "true"], check=True
        )
        measure_application(project)
        measure_small_function(Path(folder) / "small")
        measure_ministack(Path(folder) / "peer")


def show(label: str, figure: str) -> None:
    """Print a row."""
    print(f"{label:<58} {figure}", flush=True)


def measure_application(project: Path) -> None:
    """Start, memory, reload, and an authenticated read of video-share."""
    started = time.perf_counter()
    with running(project) as (process, urls):
        get(f"{urls['API']}/health")
        show("video-share: start to first response", f"{time.perf_counter() - started:6.2f} s")
        settle(process)
        show("video-share: idle memory of all processes", f"{memory(process):6.0f} MB")
        show("video-share: saved handler to its answer, median", f"{reload(project, urls):6.0f} ms")
        token = sign_up(project, urls)
        body = json.dumps({"name": "bench"}).encode()
        created = ask(f"{urls['API']}/channels", token, body)
        path = f"{urls['API']}/channels/{json.loads(created)['id']}"
        report("video-share: authenticated read of an item", path, f"Authorization: Bearer {token}")


def measure_small_function(project: Path) -> None:
    """A function of two lines, invoked through our Lambda API and our HTTP API."""
    project.mkdir()
    (project / "app.py").write_text(HANDLER)
    (project / "template.yaml").write_text(
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  Small:\n"
        "    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: python3.12\n"
        "      Handler: app.handler\n      CodeUri: .\n      Events:\n"
        "        Get: {Type: HttpApi, Properties: {Path: /small, Method: GET}}\n"
    )
    with running(project) as (_, urls):
        url = f"{urls['Lambda']}/2015-03-31/functions/Small/invocations"
        signature = signed(url, Credentials(urls["key"], urls["secret"]))
        report("small function: invoked through the Lambda API", url, signature, "POST")
        report("small function: behind the HTTP API", f"{urls['API']}/small", "Accept: */*")


def measure_ministack(folder: Path) -> None:
    """The same function in ministack's own Lambda, and behind its own HTTP API."""
    folder.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "PATH": os.environ["PATH"],
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "DOCKER_HOST": "unix:///nonexistent.sock",
        "SERVICES": "lambda,apigateway,iam,sts,logs",
        "LOG_LEVEL": "ERROR",
        "HOME": str(folder),
    }
    python = environment.prepare(lambda _: None)
    with subprocess.Popen(
        [python, "-m", "ministack"], env=settings, cwd=folder, stdout=subprocess.DEVNULL
    ) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(f"{url}/_ministack/health")
            api = make_peer(url)
            invoke = f"{url}/2015-03-31/functions/small/invocations"
            signature = signed(invoke, Credentials("test", "test"))
            report("the same function in ministack's Lambda", invoke, signature, "POST")
            path = f"{url}/_aws/execute-api/{api}/$default/small"
            report("the same function behind ministack's HTTP API", path, "Accept: */*")
        finally:
            process.terminate()


def make_peer(url: str) -> str:
    """Make the function and its API in ministack; the API's id."""

    def client(service: str):  # noqa: ANN202 - a boto3 client
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        return boto3.client(service, endpoint_url=url, region_name="us-east-1", **keys)

    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("app.py", HANDLER)
    function = client("lambda").create_function(
        FunctionName="small",
        Runtime="python3.12",
        Role="arn:aws:iam::000000000000:role/small",
        Handler="app.handler",
        Code={"ZipFile": archive.getvalue()},
    )["FunctionArn"]
    gateway = client("apigatewayv2")
    api = gateway.create_api(Name="small", ProtocolType="HTTP")["ApiId"]
    integration = gateway.create_integration(
        ApiId=api,
        IntegrationType="AWS_PROXY",
        IntegrationUri=function,
        PayloadFormatVersion="2.0",
    )["IntegrationId"]
    gateway.create_route(ApiId=api, RouteKey="GET /small", Target=f"integrations/{integration}")
    gateway.create_stage(ApiId=api, StageName="$default", AutoDeploy=True)
    return str(api)


@contextlib.contextmanager
def running(project: Path) -> Iterator[tuple[psutil.Process, dict[str, str]]]:
    """A running application, and where its parts answer."""
    wait = "env > .scaffold/dev/bench.env; sleep 600"
    command = [BIN / "scaffold", "dev", project, "--port", "0", "--once", wait]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:
        try:
            record = project / ".scaffold" / "dev" / "running.json"
            settings = project / ".scaffold" / "dev" / "bench.env"
            settings.unlink(missing_ok=True)
            while not (record.exists() and settings.exists() and settings.read_text()):
                time.sleep(0.005)
            # The first line; the second is its signature.
            urls = json.loads(record.read_text().splitlines()[0])["urls"]
            given = dict(
                line.split("=", 1) for line in settings.read_text().splitlines() if "=" in line
            )
            urls |= {"key": given["AWS_ACCESS_KEY_ID"], "secret": given["AWS_SECRET_ACCESS_KEY"]}
            yield psutil.Process(process.pid), urls
        finally:
            process.terminate()


def settle(process: psutil.Process) -> None:
    """Wait until all that starts in the background has started: nobody computes for a second."""
    used = -1.0
    while True:
        family = [process, *process.children(recursive=True)]
        before, used = used, sum(sum(member.cpu_times()[:2]) for member in family)
        if used - before < QUIET:
            return
        time.sleep(1)


def memory(process: psutil.Process) -> float:
    """Megabytes of a process and all its children, what they share counted once."""
    family = [process, *process.children(recursive=True)]
    return sum(member.memory_full_info().pss for member in family) / 2**20


def reload(project: Path, urls: dict[str, str]) -> float:
    """The median milliseconds from a saved handler to its first answer."""
    handler = next(project.glob("backend/src/*/functions/hello.py"))
    times = []
    for number in range(RELOADS):
        text = re.sub(r"return .*", f'return {{"number": {number}}}', handler.read_text())
        started = time.perf_counter()
        handler.write_text(text)
        while f'"number": {number}' not in get(f"{urls['API']}/hello/Ada"):
            pass
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def sign_up(project: Path, urls: dict[str, str]) -> str:
    """An access token of a new user, from the client that load tests use."""
    region = "us-east-1"
    keys = {"aws_access_key_id": urls["key"], "aws_secret_access_key": urls["secret"]}
    cognito = boto3.client("cognito-idp", endpoint_url=urls["AWS"], region_name=region, **keys)
    formation = boto3.client("cloudformation", endpoint_url=urls["AWS"], region_name=region, **keys)
    found = formation.describe_stack_resources(StackName=f"{project.name}-dev")["StackResources"]
    ids = {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in found}
    client, user = ids["LoadClient"], "ada@example.com"
    cognito.sign_up(ClientId=client, Username=user, Password=PASSWORD)
    cognito.admin_confirm_sign_up(UserPoolId=ids["UserPool"], Username=user)
    answer = cognito.initiate_auth(
        ClientId=client,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": user, "PASSWORD": PASSWORD},
    )
    return str(answer["AuthenticationResult"]["AccessToken"])


def signed(url: str, credentials: Credentials) -> str:
    """The headers of an invocation, signed as boto3 signs it."""
    request = AWSRequest("POST", url, data=b"{}")
    SigV4Auth(credentials, "lambda", "us-east-1").add_auth(request)
    return "\r\n".join(f"{name}: {value}" for name, value in request.headers.items())


def report(label: str, url: str, header: str, method: str = "GET") -> None:
    """Print the latency of one connection, and the rate of several."""
    # As many workers as connections, and all warm: cold starts are no part of a rate.
    asyncio.run(load(url, header, method, CONNECTIONS, REQUESTS // 2))
    alone = sorted(asyncio.run(load(url, header, method, 1, REQUESTS // 4))[0])
    show(f"{label}, p50 / p99", f"{quantile(alone, 0.5):6.2f} / {quantile(alone, 0.99):.2f} ms")
    _, seconds = asyncio.run(load(url, header, method, CONNECTIONS, REQUESTS))
    show(f"{label}, {CONNECTIONS} connections", f"{REQUESTS / seconds:6.0f} requests/s")


def quantile(times: Sequence[float], share: float) -> float:
    """A quantile of sorted seconds, in milliseconds."""
    return times[int(share * (len(times) - 1))] * 1000


async def load(
    url: str, header: str, method: str, connections: int, requests: int
) -> tuple[list[float], float]:
    """The seconds of each request, and of all of them; an answer other than 200 is an error."""
    times: list[float] = []
    started = time.perf_counter()
    shares = [requests // connections] * connections
    await asyncio.gather(*(drive(url, header, method, share, times) for share in shares))
    return times, time.perf_counter() - started


async def drive(url: str, header: str, method: str, requests: int, times: list[float]) -> None:
    """Send requests over a connection, one after the other."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    body = "{}" if method == "POST" else ""
    lines = (f"{method} {parts.path} HTTP/1.1", f"Host: {parts.netloc}", header)
    head = "\r\n".join((*lines, f"Content-Length: {len(body)}", "", body)).encode()
    for _ in range(requests):
        started = time.perf_counter()
        writer.write(head)
        answer = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = re.search(rb"content-length: (\d+)", answer)
        await reader.readexactly(int(length[1]) if length else 0)
        if b" 200" not in answer.split(b"\r\n", 1)[0]:
            raise RuntimeError(answer.decode())
        times.append(time.perf_counter() - started)
    writer.close()


def get(url: str) -> str:
    """What a public address answers."""
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - loopback
        return str(answer.read().decode())


def ask(url: str, token: str, body: bytes) -> str:
    """What a POST with a token answers."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(url, body, headers)  # noqa: S310 - loopback
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - loopback
        return str(answer.read().decode())


def wait_for(url: str) -> None:
    """Wait until an address answers."""
    while True:
        with contextlib.suppress(OSError):
            get(url)
            return
        time.sleep(0.02)


if __name__ == "__main__":
    if shutil.which("npm") is None:
        sys.exit("npm is missing: it comes with Node, https://nodejs.org/en/download")
    main()
