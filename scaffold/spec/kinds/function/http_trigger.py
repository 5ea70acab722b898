"""`http: GET /hello/{name}`: a route of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from scaffold.names import Identifier
from scaffold.spec.document import Document, Hint, Words
from scaffold.spec.kinds.function.entity import HttpTrigger
from scaffold.spec.kinds.function.trigger_type import TriggerType

if TYPE_CHECKING:
    from scaffold.spec.resolution import Path, Resolution

_PATTERN: Final = (
    "^(GET|POST|PUT|PATCH|DELETE)"
    r" (/[A-Za-z0-9._~-]+|/\{[a-z][a-z0-9]*(_[a-z0-9]+)*\})+$"
)


class HttpKeys(Document):
    """The keys of an http trigger."""

    http: (
        Annotated[
            str,
            Field(pattern=_PATTERN, max_length=80),
            Hint('write a method and a path, such as "GET /hello/{name}"'),
        ]
        | None
    ) = None
    access: Words | None = None


def _resolve(resolution: Resolution, path: Path, keys: HttpKeys) -> HttpTrigger:
    method, _, route = (keys.http or "").partition(" ")
    if keys.access is None and not resolution.has_auth and method != "GET":
        message = "without auth, write out who may call it: access: public"
        resolution.add_error((*path, "http"), message)
    default = "signed-in" if resolution.has_auth else "public"
    access = resolution.rule((*path, "access"), keys.access, default)
    if "owner" in access.words:
        message = '"owner" needs an item: write signed-in or a group'
        resolution.add_error((*path, "access"), message)
    trigger = HttpTrigger(Identifier(method), Identifier(route), access)
    if len(set(trigger.parameters)) < len(trigger.parameters):
        resolution.add_error((*path, "http"), "names the same path parameter twice")
    return trigger


HTTP: Final = TriggerType(
    name="http",
    example='{http: "GET /hello"}',
    keys=HttpKeys,
    resolve=_resolve,
    max_timeout=29,
    timeout_reason="a function with an http trigger has at most 29 seconds: API Gateway waits 30",
)
