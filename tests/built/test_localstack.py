"""LocalStack itself, from PyPI, with what the generated docker-compose.yml tells its container.

All but DynamoDB: that is a Java program which the image has, and the package would download.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import boto3
import goldens
import httpx
import psutil
import pytest
import toolchain
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

pytestmark = pytest.mark.slow

PACKAGE: Final = "localstack-core[runtime]==4.14.0"
# The day of that release: what it depends on is not pinned.
RELEASED: Final = "2026-03-05"
# The package says 3.12; its AWS providers import `warnings.deprecated`, which came with 3.13.
PYTHON: Final = ">=3.13"
LOOPBACK: Final = "127.0.0.1"
READY_SECONDS: Final = 120
STOP_SECONDS: Final = 20
# What `scaffold dev` deploys with, beside what sam local's functions call.
DEPLOYING: Final = "cloudformation,iam,kms,logs"
CASE: Final = "no-auth-buckets"
ORIGIN: Final = "http://localhost:5173"


@dataclass(frozen=True, slots=True)
class LocalStack:
    """A running LocalStack, and its process."""

    endpoint: str
    process: psutil.Process

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 has no types
        """A client of one of its services."""
        session = boto3.Session("test", "test", region_name="us-east-1")
        return session.client(service, endpoint_url=self.endpoint)


def service() -> Mapping[str, Any]:
    """What the generated docker-compose.yml says of LocalStack."""
    text = goldens.golden_case(CASE).files[PurePosixPath("docker-compose.yml")]
    described: dict[str, Any] = yaml.safe_load(text)["services"]["localstack"]
    return described


def environment_of_compose() -> dict[str, str]:
    """The container's environment, but for DynamoDB."""
    environment: dict[str, str] = dict(service()["environment"])
    services = environment["SERVICES"].split(",")
    services.remove("dynamodb")
    return environment | {"SERVICES": ",".join(services)}


def uv(*arguments: str | Path) -> str:
    """What uv answers; it downloads no Python."""
    # pyenv's shims answer for one version alone: those behind them come first.
    versions = sorted((Path.home() / ".pyenv" / "versions").glob("*/bin"))
    path = os.pathsep.join([*map(str, versions), os.environ["PATH"]])
    variables = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    variables |= {"PATH": path, "UV_PYTHON_DOWNLOADS": "never"}
    command = [toolchain.beside("uv"), *arguments]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env=variables, cwd=Path.home()
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def python() -> Path:
    """The interpreter that has LocalStack, installed once."""
    try:
        found = uv("python", "find", "--system", PYTHON)
    except subprocess.CalledProcessError:
        pytest.skip(f"LocalStack needs Python {PYTHON}, and none is on this computer")
    key = hashlib.sha256(f"{PACKAGE} {RELEASED} {found}".encode()).hexdigest()[:16]
    folder = toolchain.cache_folder() / f"localstack-{key}"
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        uv("venv", "--quiet", "--allow-existing", "--python", found, folder)
        dated = ("--exclude-newer", RELEASED)
        uv("pip", "install", "--quiet", "--compile-bytecode", "--python", python, *dated, PACKAGE)
        (folder / "ready").touch()
    return python


def free_port() -> int:
    """A port that LocalStack can have: it takes a number only."""
    with socket.create_server((LOOPBACK, 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def run(python: Path, folder: Path, environment: Mapping[str, str]) -> Iterator[LocalStack]:
    """LocalStack outside a container, once its ready hook has run."""
    port = free_port()
    endpoint = f"http://{LOOPBACK}:{port}"
    hook = goldens.golden_case(CASE).files[PurePosixPath("local/resources.py")].decode()
    mounted = PurePosixPath(service()["volumes"][0].split(":")[1])
    target = folder / mounted.relative_to("/")
    target.parent.mkdir(parents=True)
    target.write_text(hook.replace("http://localhost:4566", endpoint), encoding="utf-8")
    outside_a_container = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "OVERRIDE_IN_DOCKER": "0",
        "FILESYSTEM_ROOT": str(folder),
        "GATEWAY_LISTEN": f"{LOOPBACK}:{port}",
        # The image's server listens on every address, whatever GATEWAY_LISTEN says.
        "GATEWAY_SERVER": "hypercorn",
        "DNS_ADDRESS": "0",
        # Who tries to download something after all, fails at once.
        **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9"),
        "NO_PROXY": f"{LOOPBACK},localhost",
    }
    log = folder / "log"
    with log.open("wb") as output:
        child = subprocess.Popen(
            [python, "-m", "localstack.runtime.main"],
            env=outside_a_container | dict(environment),
            cwd=folder,
            stdout=output,
            stderr=output,
        )
    try:
        wait_until_ready(endpoint, child, log)
        yield LocalStack(endpoint, psutil.Process(child.pid))
    finally:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def wait_until_ready(endpoint: str, child: subprocess.Popen[bytes], log: Path) -> None:
    """Ask as the health check of docker-compose.yml does."""
    assert "/_localstack/init/ready" in service()["healthcheck"]["test"][1]
    deadline = time.monotonic() + READY_SECONDS
    while child.poll() is None and time.monotonic() < deadline:
        try:
            answer = httpx.get(f"{endpoint}/_localstack/init/ready", trust_env=False)
        except httpx.TransportError:
            time.sleep(0.2)
            continue
        if answer.json()["completed"]:
            assert [each["state"] for each in answer.json()["scripts"]] == ["SUCCESSFUL"]
            return
        time.sleep(0.2)
    pytest.fail(log.read_text(errors="replace")[-3000:])


@pytest.fixture(scope="module")
def localstack(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    """LocalStack with the services that docker-compose.yml asks for."""
    yield from run(python, tmp_path_factory.mktemp("localstack"), environment_of_compose())


@pytest.fixture(scope="module")
def deploying_localstack(
    python: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LocalStack]:
    """LocalStack with those that `scaffold dev` deploys with, too."""
    environment = environment_of_compose()
    environment["SERVICES"] += f",{DEPLOYING}"
    yield from run(python, tmp_path_factory.mktemp("deploying"), environment)


def test_nothing_listens_beyond_loopback(localstack: LocalStack) -> None:
    """Neither LocalStack nor a child of it."""
    family = [localstack.process, *localstack.process.children(recursive=True)]
    listening = [
        each.laddr.ip
        for process in family
        for each in process.net_connections("inet")
        if each.status == psutil.CONN_LISTEN
    ]
    assert set(listening) == {LOOPBACK}


@pytest.mark.covers("local", "local.engine", "local run")
def test_the_hook_makes_the_bucket_with_its_cors(localstack: LocalStack) -> None:
    """A page of the frontend may upload straight to it, another one may not."""
    name = bucket_name()
    rule = localstack.client("s3").get_bucket_cors(Bucket=name)["CORSRules"][0]
    asks = {
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "content-type",
    }

    def allowed(origin: str) -> str | None:
        headers = asks | {"Origin": origin}
        url = f"{localstack.endpoint}/{name}/uploads/one"
        answer = httpx.options(url, headers=headers, trust_env=False)
        found: str | None = answer.headers.get("access-control-allow-origin")
        return found

    assert rule["AllowedOrigins"] == [ORIGIN]
    assert allowed(ORIGIN) == ORIGIN
    assert allowed("http://evil.example") is None


def bucket_name() -> str:
    """What sam local's functions call the bucket."""
    text = goldens.golden_case(CASE).files[PurePosixPath("local/env.json")]
    name: str = json.loads(text)["Parameters"]["DROPS_BUCKET"]
    return name


def test_an_upload_through_eventbridge_reaches_a_queue(localstack: LocalStack) -> None:
    """S3 tells EventBridge, whose rule for the key's prefix tells SQS, and no other upload does."""
    storage, name = localstack.client("s3"), bucket_name()
    storage.put_bucket_notification_configuration(
        Bucket=name, NotificationConfiguration={"EventBridgeConfiguration": {}}
    )
    queues = localstack.client("sqs")
    queue = queues.create_queue(QueueName="uploads")["QueueUrl"]
    arn = queues.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])
    pattern = {
        "source": ["aws.s3"],
        "detail-type": ["Object Created"],
        "detail": {"object": {"key": [{"prefix": "uploads/"}]}},
    }
    events = localstack.client("events")
    events.put_rule(Name="uploads", EventPattern=json.dumps(pattern))
    target = {"Id": "queue", "Arn": arn["Attributes"]["QueueArn"]}
    assert events.put_targets(Rule="uploads", Targets=[target])["FailedEntryCount"] == 0

    for key in ("derived/one", "uploads/two"):
        # As a page does it. boto3 would ask whether to continue, which hypercorn misunderstands.
        url = storage.generate_presigned_url("put_object", Params={"Bucket": name, "Key": key})
        assert httpx.put(url, content=b"hello", trust_env=False).is_success

    received = queues.receive_message(QueueUrl=queue, WaitTimeSeconds=20, MaxNumberOfMessages=10)
    details = [json.loads(each["Body"])["detail"] for each in received["Messages"]]
    assert [each["object"]["key"] for each in details] == ["uploads/two"]
    assert storage.get_object(Bucket=name, Key="uploads/two")["Body"].read() == b"hello"


def dev(project: Path, endpoint: str, command: str) -> subprocess.CompletedProcess[str]:
    """`scaffold dev --once` of a project, at an emulator that runs already."""
    options = ["--no-frontend", "--port", "0", "--endpoint", endpoint, "--once", command]
    return subprocess.run(
        [toolchain.beside("scaffold"), "dev", project, *options],
        capture_output=True,
        text=True,
        check=False,
    )


def test_dev_names_the_service_that_the_emulator_was_started_without(
    localstack: LocalStack, tmp_path: Path
) -> None:
    """What sam local needs of LocalStack does not deploy a template."""
    project = goldens.golden_case(CASE).write(tmp_path)
    done = dev(project, localstack.endpoint, "true")
    assert done.returncode == 2
    assert f"{localstack.endpoint} does not implement" in done.stderr
    assert "CloudFormation" in done.stderr
    assert "Traceback" not in done.stderr


def test_dev_runs_an_application_without_sign_in_at_localstack(
    deploying_localstack: LocalStack, tmp_path: Path
) -> None:
    """Its functions find the bucket that LocalStack has made from the template."""
    project = goldens.golden_case(CASE).write(tmp_path)
    done = dev(
        project,
        deploying_localstack.endpoint,
        "curl --silent --fail $API_URL/buckets/drops/objects",
    )
    assert (done.returncode, json.loads(done.stdout)) == (0, {"items": [], "cursor": None})
    log = (project / ".scaffold" / "dev" / "log.jsonl").read_text(encoding="utf-8")
    assert "it may allow functions what their roles deny" in log


def test_dev_says_that_localstack_has_no_cognito(
    deploying_localstack: LocalStack, tmp_path: Path
) -> None:
    """The edition that needs no token serves applications without sign-in."""
    project = goldens.golden_case("bucket").write(tmp_path)
    done = dev(project, deploying_localstack.endpoint, "true")
    assert done.returncode == 2
    assert "Cognito Identity Provider" in done.stderr
    assert "Traceback" not in done.stderr
