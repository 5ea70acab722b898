"""Nothing leaves this computer: not without a network, and not in an environment made for AWS."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pytest
from emulators import write_project
from local.cloud.terminal import SCAFFOLD

from scaffold.cache import cache_root

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("local_cache")]

TEMPLATE: Final = """\
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Timeout: 60}}
Resources:
  Login:
    Type: AWS::Serverless::Application
    Properties:
      Location:
        ApplicationId: arn:aws:serverlessrepo:us-east-1:123456789012:applications/login
        SemanticVersion: 1.0.0
  Files:
    Type: AWS::S3::Bucket
  Jobs:
    Type: AWS::SQS::Queue
  Users:
    Type: AWS::Cognito::UserPool
  SaveFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.save
      Runtime: python3.13
      Environment:
        Variables: {BUCKET: !Ref Files, QUEUE: !Ref Jobs, WORK: !Ref WorkFunction}
      Policies:
        - S3CrudPolicy: {BucketName: !Ref Files}
        - SQSSendMessagePolicy: {QueueName: !GetAtt Jobs.QueueName}
        - LambdaInvokePolicy: {FunctionName: !Ref WorkFunction}
      Events:
        Put: {Type: HttpApi, Properties: {Path: '/save', Method: get}}
  WorkFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.work
      Runtime: python3.13
      Events:
        Jobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}
"""
CODE: Final = """\
import json, os
import boto3

def save(event, context):
    s3, sqs, functions = (boto3.client(name) for name in ("s3", "sqs", "lambda"))
    s3.put_object(Bucket=os.environ["BUCKET"], Key="a", Body=b"text")
    sqs.send_message(QueueUrl=os.environ["QUEUE"], MessageBody="job")
    worked = functions.invoke(FunctionName=os.environ["WORK"], Payload=b'{"Records": []}')
    return {
        "file": s3.get_object(Bucket=os.environ["BUCKET"], Key="a")["Body"].read().decode(),
        "worked": json.load(worked["Payload"]),
        "account": boto3.client("sts").get_caller_identity()["Account"],
    }

def work(event, context):
    return len(event["Records"])
"""
# What a person's own test does: plain boto3, and the API.
CLIENT: Final = """\
import json, os, urllib.request
import boto3

saved = json.load(urllib.request.urlopen(os.environ["API_URL"] + "/save"))
mails = json.load(urllib.request.urlopen(os.environ["MAIL_URL"]))
buckets = boto3.client("s3").list_buckets()["Buckets"]
pools = boto3.client("cognito-idp").list_user_pools(MaxResults=1)["UserPools"]
print(json.dumps({**saved, "mails": mails, "buckets": len(buckets), "pools": len(pools)}))
"""
EXPECTED: Final = {
    "file": "text",
    "worked": 0,
    "account": "000000000000",
    "mails": [],
    "buckets": 1,
    "pools": 1,
}
ABSENT: Final = "Login (AWS::CloudFormation::Stack): nested applications, also those of"


@dataclass
class Recorder:
    """A proxy and an AWS endpoint that hang up on everybody, and remember who came."""

    port: int
    seen: list[bytes] = field(default_factory=list)


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    """It records until the test ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        found = Recorder(listener.getsockname()[1])

        def accept() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(1)
                    found.seen.append(connection.recv(1000))

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield found
        listener.shutdown(socket.SHUT_RDWR)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two functions that use what there is."""
    folder = tmp_path_factory.mktemp("offline")
    write_project(folder, TEMPLATE, {"src/app.py": CODE, "client.py": CLIENT})
    ended = run_once(folder, [], dict(os.environ))  # installs what is missing
    assert result(ended) == EXPECTED
    return folder


def run_once(
    project: Path, prefix: list[str], environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run `scaffold dev --once` with the client."""
    client = shlex.join([sys.executable, "client.py"])
    command = [SCAFFOLD, "dev", str(project), "--no-frontend", "--port", "0", "--once", client]
    return subprocess.run(
        [*prefix, *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def result(ended: subprocess.CompletedProcess[str]) -> Any:  # noqa: ANN401 - JSON
    """What the client printed; the absent application is named."""
    assert ended.returncode == 0, ended.stderr
    assert ABSENT in ended.stderr
    return json.loads(ended.stdout)


def test_without_a_network(project: Path) -> None:
    """In a namespace that has loopback only, the same happens."""
    script = 'ip link set lo up && exec "$@"'
    for options in ([], ["--user", "--map-root-user"]):
        prefix = ["unshare", "--net", *options, "sh", "-c", script, "sh"]
        if shutil.which("unshare") and _works([*prefix, "true"]):
            break
    else:
        pytest.skip("neither root nor a user namespace may create a network namespace here")
    probe = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"
    outside = subprocess.run(
        [*prefix, sys.executable, "-c", probe], capture_output=True, check=False
    )
    assert b"Network is unreachable" in outside.stderr
    assert result(run_once(project, prefix, dict(os.environ))) == EXPECTED


def _works(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_environment_made_for_aws(project: Path, recorder: Recorder, tmp_path: Path) -> None:
    """Keys, a missing profile, endpoints, files, and proxies make no difference, nor a call."""
    url, ran = f"http://127.0.0.1:{recorder.port}", tmp_path / "credential-process-ran"
    config = tmp_path / "config"
    config.write_text(
        f"[default]\nendpoint_url = {url}\nregion = eu-west-3\ncredential_process = touch {ran}\n"
        f"services = all\n[services all]\ns3 =\n  endpoint_url = {url}\n"
    )
    (tmp_path / "home/.aws").mkdir(parents=True)
    shutil.copy(config, tmp_path / "home/.aws/config")
    services = (
        "S3",
        "SQS",
        "STS",
        "LAMBDA",
        "IAM",
        "CLOUDFORMATION",
        "SERVERLESSAPPLICATIONREPOSITORY",
    )
    proxies = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    kept = {name: value for name, value in os.environ.items() if name.upper() != "NO_PROXY"}
    hostile = {
        **kept,
        "HOME": str(tmp_path / "home"),
        "SCAFFOLD_CACHE_DIR": str(cache_root()),
        # AWS's own examples.
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "AWS_SESSION_TOKEN": "IQoJb3JpZ2luX2VjEXAMPLETOKEN",
        "AWS_SECURITY_TOKEN": "IQoJb3JpZ2luX2VjEXAMPLETOKEN",
        "AWS_PROFILE": "not-there",
        "AWS_DEFAULT_PROFILE": "not-there",
        "AWS_REGION": "eu-west-3",
        "AWS_DEFAULT_REGION": "eu-west-3",
        "AWS_ENDPOINT_URL": url,
        **{f"AWS_ENDPOINT_URL_{service}": url for service in services},
        "AWS_CONFIG_FILE": str(config),
        "AWS_SHARED_CREDENTIALS_FILE": str(config),
        "AWS_CA_BUNDLE": str(tmp_path / "no-bundle"),
        "AWS_USE_FIPS_ENDPOINT": "true",
        "AWS_USE_DUALSTACK_ENDPOINT": "true",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT": url,
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": url,
        "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/admin",
        "AWS_WEB_IDENTITY_TOKEN_FILE": str(config),
        **dict.fromkeys(proxies, url),
        **dict.fromkeys(map(str.lower, proxies), url),
        "PYTHONPATH": str(tmp_path / "python"),
        "NODE_OPTIONS": f"--require {tmp_path}/missing.js",
    }
    (tmp_path / "python").mkdir()
    ended = run_once(project, [], hostile)
    assert result(ended) == EXPECTED
    assert recorder.seen == []
    assert not ran.exists()
