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
    """A stub of Lambda that returns what the test sets."""
    aws.setenv("LOOKUP_POSTCODE_FUNCTION", "app-lookup")
    with Stubber(invoke.client()) as stub:
        yield stub


def expect(stub: Stubber, result: object, **more: str) -> None:
    """Set the result of the invoked function."""
    content = json.dumps(result).encode()
    payload = StreamingBody(io.BytesIO(content), len(content))
    expected = {"FunctionName": "app-lookup", "Payload": b'{"street": "a"}'}
    stub.add_response("invoke", {"StatusCode": 200, "Payload": payload, **more}, expected)


def test_invoke_returns_the_result(lambda_stub: Stubber) -> None:
    """The event is passed on and the result is returned."""
    expect(lambda_stub, {"postcode": "1"})

    assert invoke.invoke("lookup-postcode", {"street": "a"}) == {"postcode": "1"}


def test_function_error_raises(lambda_stub: Stubber) -> None:
    """The call fails when the function fails."""
    expect(lambda_stub, {"errorMessage": "no such street"}, FunctionError="Unhandled")

    with pytest.raises(invoke.FunctionFailedError, match="no such street"):
        invoke.invoke("lookup-postcode", {"street": "a"})
