"""Calls from one function to another."""

import io
import json
from collections.abc import Iterator

import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber

from application_abcdefgh_abcdefgh_ab.core import invoke


@pytest.fixture
def lambda_stub(aws: pytest.MonkeyPatch) -> Iterator[Stubber]:
    """Lambda, which answers what a test says."""
    aws.setenv("LOOKUP_POSTCODE_FUNCTION", "app-lookup")
    with Stubber(invoke.client()) as stub:
        yield stub


def expect(stub: Stubber, result: object, **more: str) -> None:
    """Let the function that is called return a result."""
    content = json.dumps(result).encode()
    payload = StreamingBody(io.BytesIO(content), len(content))
    expected = {"FunctionName": "app-lookup", "Payload": b'{"street": "a"}'}
    stub.add_response("invoke", {"StatusCode": 200, "Payload": payload, **more}, expected)


def test_returns_what_the_function_returns(lambda_stub: Stubber) -> None:
    """The event goes there and the result comes back."""
    expect(lambda_stub, {"postcode": "1"})

    assert invoke.invoke("lookup-postcode", {"street": "a"}) == {"postcode": "1"}


def test_a_failure_is_an_exception(lambda_stub: Stubber) -> None:
    """When the function fails, so does the call."""
    expect(lambda_stub, {"errorMessage": "no such street"}, FunctionError="Unhandled")

    with pytest.raises(invoke.FunctionFailedError, match="no such street"):
        invoke.invoke("lookup-postcode", {"street": "a"})
