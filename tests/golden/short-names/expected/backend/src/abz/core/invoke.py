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
    """The function that was called raised an exception."""


@cache
def client() -> "LambdaClient":
    """The client, made when it is first needed.

    It waits as long as a function may take, and does not call one again that is still at work.
    """
    return boto3.client("lambda", config=Config(read_timeout=900, retries={"max_attempts": 0}))


def invoke(function: str, event: object) -> object:
    """What a function of this application, such as `lookup-postcode`, returns for the event."""
    variable = f"{function.upper().replace('-', '_')}_FUNCTION"
    response = client().invoke(
        FunctionName=os.environ[variable], Payload=json.dumps(event).encode()
    )
    result: object = json.loads(response["Payload"].read())
    if "FunctionError" in response:
        raise FunctionFailedError(f"{function}: {result}")
    return result
