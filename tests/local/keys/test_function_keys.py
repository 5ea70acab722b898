"""What the keys of functions do in the local cloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from local.keys.projects import covers

if TYPE_CHECKING:
    from local.applications import Running
    from local.people import Person

pytestmark = pytest.mark.slow

DENIED = "AccessDenied"


def tried(person: Person, path: str) -> dict[str, Any]:
    """What came of every call that a function tried."""
    lookup = person.running.function("lookup").name
    answer = person.request("POST", path, {"lookup": lookup})
    assert answer.status_code == 200, answer.text
    codes: dict[str, Any] = answer.json()
    # DynamoDB and Lambda say it in more words.
    return {call: str(code).removesuffix("Exception") for call, code in codes.items()}


@covers("functions", "functions.*.trigger", "functions.*.trigger.http")
def test_a_route_calls_the_function(nobody: Person) -> None:
    """With what its path names; another method is no route."""
    assert nobody.request("GET", "/look/caf%C3%A9").json()["name"] == "café"
    assert nobody.request("POST", "/look/around").status_code == 404


@covers("functions.*.trigger.access")
def test_function_access(nobody: Person, ada: Person, editor: Person) -> None:
    """A group's route is for its members."""
    asked = {"lookup": "nobody"}
    people = (nobody, ada, editor)
    assert [person.request("POST", "/read", asked).status_code for person in people] == [
        401,
        403,
        200,
    ]


@covers("functions.*.trigger.upload", "functions.*.trigger.suffix")
def test_an_upload_calls_the_function_when_its_suffix_fits(shop: Running, ada: Person) -> None:
    """The other file is there, too, and has called nothing."""
    for name in ("dog.gif", "cat.PNG"):
        asked = {"name": name, "type": "image/png", "size": 1}
        started = ada.create("/buckets/photos/uploads", asked)
        shop.http.put(started["url"], content=b"x", headers=started["headers"])

    invocation = shop.invocation("shrink", event="cat.png")

    assert invocation.error is None
    assert not any(b"dog.gif" in invocation.event for invocation in shop.invocations("shrink"))


@covers("functions.*.uses", "functions.*.uses.models", "functions.*.uses.buckets")
def test_a_function_that_may_read_may_not_write(editor: Person) -> None:
    """IAM says so on this computer, too."""
    codes = tried(editor, "/read")
    assert codes.pop("listed").isdigit()
    assert codes == {
        "get item": "None",
        "put item": DENIED,
        "scan": DENIED,
        "put derived": DENIED,
        "put upload": DENIED,
        "call lookup": DENIED,
    }


@covers("functions.*.uses.models", "functions.*.uses.buckets")
def test_a_function_that_may_write_writes_derived_files_alone(nobody: Person) -> None:
    """What users have uploaded stays theirs, and triggers no loop."""
    codes = tried(nobody, "/change")
    assert (codes["put item"], codes["put derived"]) == ("None", "None")
    assert (codes["scan"], codes["put upload"], codes["call lookup"]) == (DENIED,) * 3


@covers("functions.*.uses.functions")
def test_a_function_calls_the_function_that_it_uses(nobody: Person) -> None:
    """And gets its answer."""
    assert nobody.request("GET", "/look/around").json()["answer"] == {"received": ["asked"]}


@covers("functions.*.env", "functions.*.memory")
def test_function_environment_variables_and_memory(nobody: Person) -> None:
    """In its environment, character by character."""
    found = nobody.request("GET", "/look/around").json()
    assert found["GREETING"] == 'hello, "you"'
    assert found["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] == "256"


@covers("functions.*.timeout")
def test_function_timeout(shop: Running, nobody: Person) -> None:
    """As Lambda would: the caller gets an error, and the log says why."""
    answer = nobody.request("GET", "/wait")
    invocation = shop.invocation("wait", event="/wait")
    assert answer.status_code == 500
    assert invocation.error == "Sandbox.Timedout"
    assert b"Task timed out after 1.00 seconds" in invocation.response
