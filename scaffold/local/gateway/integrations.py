"""The integrations of routes: Lambda proxies, or the reason why one is not supported locally."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from scaffold.local.application import Route
from scaffold.local.gateway.properties import number, text
from scaffold.local.gateway.routing import DEFAULT

if TYPE_CHECKING:
    from scaffold.local.gateway.properties import Properties

# Returns the ARN of the function with an ARN, a name or a logical ID.
FunctionOf = Callable[[str], str | None]
_LONGEST_TIMEOUT: Final = 30.0
_ARN_PARTS: Final = 7  # of a function; an alias or a version is the eighth


class Integrations:
    """Creates routes from integrations in OpenAPI's notation."""

    def __init__(self, function_of: FunctionOf) -> None:
        self._function_of = function_of

    def function_of(self, name: str) -> str | None:
        """Return the ARN of a function, without its alias or version."""
        unqualified = ":".join(name.split(":")[:_ARN_PARTS])
        return self._function_of(name) or self._function_of(unqualified)

    def route(self, key: str, integration: Properties) -> Route:
        """Return the route with a key such as `GET /videos`, without its permissions."""
        method, _, path = key.partition(" ") if " " in key else ("ANY", "", DEFAULT)
        uri = text(integration.get("uri"))
        arn = uri.partition("/functions/")[2].removesuffix("/invocations") or uri
        function = self.function_of(arn)
        milliseconds = number(integration.get("timeoutInMillis"))
        is_version_2 = text(integration.get("payloadFormatVersion")) == "2.0"
        return Route(
            method=method.upper(),
            path=path,
            function=function or "",
            payload_version="2.0" if is_version_2 else "1.0",
            timeout=milliseconds / 1000 if milliseconds else _LONGEST_TIMEOUT,
            invocable=bool(integration.get("credentials")),
            unsupported=_unsupported_reason(integration, arn, function),
        )


def _unsupported_reason(integration: Properties, arn: str, function: str | None) -> str | None:
    kind = text(integration.get("type")).lower()
    if not integration or not kind:
        return "it has no integration"
    if subtype := text(integration.get("subtype") or integration.get("integrationSubtype")):
        return f"the integration {subtype} does not run locally"
    if text(integration.get("connectionType")) == "VPC_LINK":
        return "VPC links do not exist locally"
    if kind != "aws_proxy":
        return f"integrations of type {kind.upper()} do not run locally, only Lambda proxies do"
    if integration.get("requestParameters") or integration.get("responseParameters"):
        return "parameter mapping does not run locally"
    return None if function else f'the template has no function "{arn}"'
