"""An emulation of API Gateway: routes, the authorizer, and Lambda events."""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.cloud import Cloud, of_type


@dataclass(frozen=True)
class User:
    """A signed-in user."""

    sub: str
    groups: tuple[str, ...] = ()

    @property
    def claims(self) -> dict[str, str]:
        """Return the access token's claims as API Gateway passes them on."""
        groups = {"cognito:groups": f"[{' '.join(self.groups)}]"} if self.groups else {}
        return {"sub": self.sub, **groups}


OWNER = User("11111111-aaaa-4bbb-8ccc-111111111111")
OTHER = User("22222222-aaaa-4bbb-8ccc-222222222222")
EVERYBODY = User("33333333-aaaa-4bbb-8ccc-333333333333", ("admins",))


def user_in(role: str) -> User | None:
    """Return a user in one of the roles of the access tests."""
    group = role.removeprefix("member of ")
    known = {"nobody": None, "owner": OWNER, "somebody else": OTHER}
    return known[role] if role in known else User("33333333-aaaa-4bbb-8ccc-333333333333", (group,))


def owner_id(user: User | None) -> str:
    """Return the owner recorded on what a user creates."""
    return user.sub if user else "anonymous"


@dataclass(frozen=True)
class Route:
    """A route of the API, its function, and whether it requires a token."""

    method: str
    path: str
    function: str
    protected: bool

    def match(self, method: str, path: str) -> dict[str, str] | None:
        """Return the path parameters, or None if the path does not match."""
        if method != self.method:
            return None
        # Only braces are special in an API path.
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path)
        found = re.fullmatch(pattern, path)
        return found.groupdict() if found else None


@dataclass(frozen=True)
class Reply:
    """A response; header names are lowercase."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def json(self) -> Any:
        """Return the parsed body."""
        return json.loads(self.text)

    @property
    def errors(self) -> dict[str, str]:
        """Return the messages of a problem by field."""
        return {error["field"]: error["message"] for error in self.json.get("errors", [])}


def routes() -> list[Route]:
    """Return all routes of the API."""
    return [
        Route(
            method=event["Properties"]["Method"],
            path=event["Properties"]["Path"],
            function=name,
            protected=_is_protected(event["Properties"]),
        )
        for name, properties in of_type("AWS::Serverless::Function")
        for event in properties.get("Events", {}).values()
        if event["Type"] == "HttpApi"
    ]


def _is_protected(properties: Mapping[str, Any]) -> bool:
    api = next(properties for _, properties in of_type("AWS::Serverless::HttpApi"))
    default = api.get("Auth", {}).get("DefaultAuthorizer", "NONE")
    return bool(properties.get("Auth", {}).get("Authorizer", default) != "NONE")


class Gateway:
    """Routes requests to the functions of template.yaml."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud

    def request(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        user: User | None = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send a request and return the response; a body that is not bytes is sent as JSON."""
        content = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        given = {"content-type": "application/json"} if content is not None else {}
        request = {
            "headers": given | dict(headers or {}),
            "queryStringParameters": dict(query or {}),
            "body": None if content is None else base64.b64encode(content).decode(),
            "isBase64Encoded": content is not None,
        }
        for route in routes():
            parameters = route.match(method, path)
            if parameters is not None:
                return self._call(route, path, parameters, user, request)
        return _gateway_reply(404, "Not Found")

    def _call(
        self,
        route: Route,
        path: str,
        parameters: dict[str, str],
        user: User | None,
        request: Mapping[str, Any],
    ) -> Reply:
        if route.protected and user is None:
            return _gateway_reply(401, "Unauthorized")
        event: dict[str, Any] = {
            "version": "2.0",
            "routeKey": f"{route.method} {route.path}",
            "rawPath": path,
            "rawQueryString": urlencode(request["queryStringParameters"]),
            **request,
            "pathParameters": parameters,
            "requestContext": {
                "http": {"method": route.method, "path": path, "sourceIp": "192.0.2.1"},
                "stage": "$default",
                "requestId": "request",
            },
        }
        if route.protected and user is not None:
            event["requestContext"]["authorizer"] = {"jwt": {"claims": user.claims}}
        response = self.cloud.invoke(route.function, event)
        headers = {name.lower(): value for name, value in response["headers"].items()}
        return Reply(response["statusCode"], headers, response["body"])


def _gateway_reply(status: int, message: str) -> Reply:
    return Reply(status, {"content-type": "application/json"}, json.dumps({"message": message}))
