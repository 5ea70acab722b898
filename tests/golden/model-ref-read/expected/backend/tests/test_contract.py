"""Contract test: schemathesis checks the functions against openapi.yaml."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance, unsupported_method

from tests.gateway import EVERYBODY, OTHER, Gateway

OPENAPI = Path(__file__).parents[2] / "openapi.yaml"
OPERATIONS = [
    found.ok()
    for found in schemathesis.openapi.from_path(OPENAPI).get_all_operations()
    if isinstance(found, Ok)
]
QUICK = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# A cursor, or a reference to another item, that is made up fits the schema and nothing else. What
# the gateway answers to a method without a route is its own affair.
EXCLUDED = [positive_data_acceptance, unsupported_method]
# Authorization headers: a member of every group, and a user without groups.
USERS = {"Bearer member": EVERYBODY, "Bearer other": OTHER}


def serve(gateway: Gateway) -> Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]:
    """The emulated API Gateway as a WSGI application."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
        headers = {
            name.removeprefix("HTTP_").replace("_", "-").lower(): value
            for name, value in environ.items()
            if name.startswith("HTTP_") or (name == "CONTENT_TYPE" and value)
        }
        content = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        reply = gateway.request(
            environ["REQUEST_METHOD"],
            environ["PATH_INFO"].encode("latin-1").decode(),
            content or None,
            user=USERS.get(headers.get("authorization", "")),
            query=dict(parse_qsl(environ["QUERY_STRING"], keep_blank_values=True)),
            headers=headers,
        )
        start_response(f"{reply.status} -", list(reply.headers.items()))
        yield reply.text.encode()

    return application


@pytest.mark.parametrize("authorization", USERS)
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_responses_match_openapi(
    operation: APIOperation[Any, Any, Any, Any],
    mode: GenerationMode,
    authorization: str,
    gateway: Gateway,
) -> None:
    """Each response has a status, headers and a body that openapi.yaml allows."""
    operation.app = operation.schema.app = serve(gateway)

    @QUICK
    @given(operation.as_strategy(mode))
    def check(case: Case[Any]) -> None:
        case.call_and_validate(headers={"Authorization": authorization}, excluded_checks=EXCLUDED)

    with suppress(Unsatisfiable):  # some operations cannot be called wrongly
        check()
