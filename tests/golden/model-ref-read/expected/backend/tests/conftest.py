"""Fixtures: every test gets its own AWS account, in memory."""

import os
from collections.abc import Iterator

import pytest
from moto import mock_aws

from tests.cloud import Cloud
from tests.gateway import Gateway

pytest.register_assert_rewrite("tests.model_behavior")
pytest.register_assert_rewrite("tests.bucket_behavior")


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """An empty account in memory, without access to a real one."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "eu-west-1")
    with mock_aws():
        yield monkeypatch


@pytest.fixture
def cloud(aws: pytest.MonkeyPatch) -> Cloud:
    """The account with the resources of template.yaml."""
    return Cloud(aws)


@pytest.fixture
def gateway(cloud: Cloud) -> Gateway:
    """The HTTP API of template.yaml."""
    return Gateway(cloud)
