"""Calls from one function to another."""

import json
import os
from functools import cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


class FunctionFailedError(Exception):
    """The invoked function raised an exception."""


@cache
def client() -> "LambdaClient":
    """Return the client, created on first use.

    It waits for the longest possible invocation, and never retries one that may still be running.
    """
    return boto3.client("lambda", config=Config(read_timeout=900, retries={"max_attempts": 0}))


def invoke(function: str, event: object) -> object:
    """Invoke a function of this application, such as `lookup-postcode`, and return its result."""
    variable = f"{function.upper().replace('-', '_')}_FUNCTION"
    response = client().invoke(
        FunctionName=os.environ[variable], Payload=json.dumps(event).encode()
    )
    result: object = json.loads(response["Payload"].read())
    if "FunctionError" in response:
        raise FunctionFailedError(f"{function}: {result}")
    return result
