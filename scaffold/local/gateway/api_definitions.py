"""Reads the HTTP APIs of a stack from the resolved properties of its resources."""

from __future__ import annotations

from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

from scaffold.local.application import Authorizer, Cors, HttpApi, Route, Throttle
from scaffold.local.gateway.integrations import Integrations
from scaffold.local.gateway.openapi import read_openapi
from scaffold.local.gateway.properties import mapping, number, properties_of, text, texts
from scaffold.local.gateway.routing import DEFAULT
from scaffold.local.gateway.throttling import ACCOUNT_THROTTLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scaffold.local.gateway.integrations import FunctionOf
    from scaffold.local.gateway.properties import Properties, Resources

_API: Final = "AWS::ApiGatewayV2::Api"
_UNSUPPORTED: Final = {
    "AWS::ApiGateway::RestApi": "a REST API does not run locally; an HTTP API does",
    "AWS::ApiGatewayV2::ApiMapping": "custom domains do not exist locally",
    "AWS::ApiGatewayV2::DomainName": "custom domains do not exist locally",
    "AWS::ApiGatewayV2::VpcLink": "VPC links do not exist locally",
}


def read_apis(
    resources: Resources, ids: Mapping[str, str], function_of: FunctionOf
) -> tuple[tuple[HttpApi, ...], tuple[str, ...]]:
    """Return the HTTP APIs of a stack, one per stage of each API, and warnings.

    `resources` are the resolved resources by logical ID, each with `Type` and `Properties`; `ids`
    their physical IDs; `function_of` returns the ARN of the function in an integration's URI.
    """
    stack = _Stack(resources, ids, function_of)
    apis = tuple(api for name in stack.named(_API) for api in stack.apis(name))
    return apis, tuple(stack.warnings)


class _Stack:
    """Reads the resources of a stack, and collects warnings about unsupported ones."""

    def __init__(
        self, resources: Resources, ids: Mapping[str, str], function_of: FunctionOf
    ) -> None:
        self._resources = resources
        self._ids = ids
        self._integrations = Integrations(function_of)
        self.warnings = [
            f"{name} ({kind}): {_UNSUPPORTED[kind]}."
            for name, resource in resources.items()
            if (kind := text(resource.get("Type"))) in _UNSUPPORTED
        ]

    def named(self, kind: str) -> list[str]:
        """Return the logical IDs of the resources of a type."""
        return [name for name, resource in self._resources.items() if resource.get("Type") == kind]

    def apis(self, name: str) -> Iterator[HttpApi]:
        """Yield an API once per stage."""
        properties = properties_of(self._resources[name])
        if text(properties.get("ProtocolType")).upper() == "WEBSOCKET":
            self._warn(name, "a WebSocket API does not run locally")
            return
        if "BodyS3Location" in properties:
            self._warn(name, "its definition in S3 is not read; write it into the template")
            return
        routes, authorizers = self._routes_and_authorizers(name, properties)
        for route in routes:
            if route.unsupported is not None:
                self._warn(name, f"{route.key} answers 501: {route.unsupported}")
        cors = _cors(properties)
        api = HttpApi(name, self._id(name), DEFAULT, tuple(routes), authorizers, cors)
        stages = [*self._stages(name, api)]
        if properties.get("Target") and not stages:
            stages = [api]  # what is created in one go has a stage of its own
        if not stages:
            self._warn(name, "it has no stage, so nothing is served")
        yield from map(self._permitted, stages)

    def _routes_and_authorizers(
        self, name: str, properties: Properties
    ) -> tuple[list[Route], dict[str, Authorizer]]:
        routes, authorizers = read_openapi(mapping(properties.get("Body")), self._integrations)
        if target := text(properties.get("Target")):
            key = text(properties.get("RouteKey")) or DEFAULT
            routes.append(self._integrations.route(key, {"uri": target, "type": "aws_proxy"}))
        for logical_id in self._parts(name, "AWS::ApiGatewayV2::Authorizer"):
            authorizer = _authorizer(logical_id, properties_of(self._resources[logical_id]))
            if authorizer is not None:
                authorizers[logical_id] = authorizer
        routes += [
            self._route(properties_of(self._resources[logical_id]), authorizers)
            for logical_id in self._parts(name, "AWS::ApiGatewayV2::Route")
        ]
        return routes, authorizers

    def _route(self, properties: Properties, authorizers: Mapping[str, Authorizer]) -> Route:
        """Return the route of an `AWS::ApiGatewayV2::Route`."""
        key = text(properties.get("RouteKey"))
        target = text(properties.get("Target")).removeprefix("integrations/")
        found = self._with_id(target)
        integration = properties_of(self._resources[found]) if found else {}
        route = self._integrations.route(
            key,
            {
                "type": integration.get("IntegrationType"),
                "uri": integration.get("IntegrationUri"),
                "subtype": integration.get("IntegrationSubtype"),
                "connectionType": integration.get("ConnectionType"),
                "credentials": integration.get("CredentialsArn"),
                "payloadFormatVersion": integration.get("PayloadFormatVersion"),
                "requestParameters": integration.get("RequestParameters"),
                "responseParameters": integration.get("ResponseParameters"),
                "timeoutInMillis": integration.get("TimeoutInMillis"),
            },
        )
        match text(properties.get("AuthorizationType")) or "NONE":
            case "NONE":
                return route
            case "JWT":
                name = self._with_id(text(properties.get("AuthorizerId")))
                if name in authorizers:
                    scopes = texts(properties.get("AuthorizationScopes"))
                    return replace(route, authorizer=name, scopes=scopes)
                return replace(route, unsupported="its JWT authorizer is not in the template")
            case kind:
                return replace(route, unsupported=f"{kind} authorization is not checked locally")

    def _stages(self, name: str, api: HttpApi) -> Iterator[HttpApi]:
        for stage in self._parts(name, "AWS::ApiGatewayV2::Stage"):
            properties = properties_of(self._resources[stage])
            if properties.get("AutoDeploy") is not True and "DeploymentId" not in properties:
                self._warn(stage, "AWS serves nothing without AutoDeploy or a DeploymentId")
            throttles = {
                key: throttle
                for key, settings in mapping(properties.get("RouteSettings")).items()
                if (throttle := _throttle(mapping(settings))) is not None
            }
            for key in throttles.keys() - {route.key for route in api.routes}:
                self._warn(stage, f"RouteSettings name {key}, which is no route")
            variables = mapping(properties.get("StageVariables"))
            yield replace(
                api,
                stage=text(properties.get("StageName")),
                routes=tuple(
                    replace(route, throttle=throttles.get(route.key)) for route in api.routes
                ),
                throttle=_throttle(mapping(properties.get("DefaultRouteSettings"))),
                stage_variables={key: text(value) for key, value in variables.items()},
            )

    def _permitted(self, api: HttpApi) -> HttpApi:
        """Return the API with `invocable` set on the routes that may invoke their function."""
        allowed = [
            (
                self._integrations.function_of(text(permission.get("FunctionName"))),
                permission.get("SourceArn"),
            )
            for permission in map(self._properties, self.named("AWS::Lambda::Permission"))
            if permission.get("Principal") == "apigateway.amazonaws.com"
        ]
        routes = tuple(
            replace(
                route,
                invocable=route.invocable
                or any(
                    function == route.function and _covers(text(source), api, route)
                    for function, source in allowed
                ),
            )
            for route in api.routes
        )
        return replace(api, routes=routes)

    def _properties(self, name: str) -> Properties:
        return properties_of(self._resources[name])

    def _parts(self, api: str, kind: str) -> list[str]:
        """Return the resources of a type that belong to an API."""
        ids = {api, self._id(api)}
        return [name for name in self.named(kind) if self._properties(name).get("ApiId") in ids]

    def _id(self, name: str) -> str:
        return self._ids.get(name, name)

    def _with_id(self, physical: str) -> str | None:
        return next((name for name in self._resources if physical in {name, self._id(name)}), None)

    def _warn(self, name: str, reason: str) -> None:
        self.warnings.append(f"{name}: {reason}.")


def _covers(source: str, api: HttpApi, route: Route) -> bool:
    """Return True if a permission covers a route; it ends in `{api}/{stage}/{method}/{path}`."""
    path = "/".join("*" if "{" in segment else segment for segment in route.path.split("/"))
    key = path if path == DEFAULT else f"{route.method}{path}"
    resource = source.split(":", 5)[-1] or "*"
    return fnmatchcase(f"{api.id}/{api.stage}/{key}", resource)


def _authorizer(name: str, properties: Properties) -> Authorizer | None:
    if text(properties.get("AuthorizerType")) != "JWT":
        return None
    settings = mapping(properties.get("JwtConfiguration"))
    sources = texts(properties.get("IdentitySource"))
    return Authorizer(
        name=name,
        issuer=text(settings.get("Issuer")),
        audience=texts(settings.get("Audience")),
        identity_source=sources[0] if sources else "$request.header.Authorization",
    )


def _cors(properties: Properties) -> Cors | None:
    """Return the CORS configuration of an API; OpenAPI documents use lowercase keys."""
    own = mapping(properties.get("CorsConfiguration"))
    imported = mapping(mapping(properties.get("Body")).get("x-amazon-apigateway-cors"))
    found = {name[0].lower() + name[1:]: value for name, value in (own or imported).items()}
    if not found:
        return None
    age = number(found.get("maxAge"))
    return Cors(
        origins=texts(found.get("allowOrigins")),
        methods=texts(found.get("allowMethods")),
        headers=texts(found.get("allowHeaders")),
        exposed=texts(found.get("exposeHeaders")),
        max_age=None if age is None else int(age),
        credentials=text(found.get("allowCredentials")) == "true",
    )


def _throttle(settings: Properties) -> Throttle | None:
    rate = number(settings.get("ThrottlingRateLimit"))
    burst = number(settings.get("ThrottlingBurstLimit"))
    if rate is None and burst is None:
        return None
    return Throttle(
        rate=ACCOUNT_THROTTLE.rate if rate is None else rate,
        burst=ACCOUNT_THROTTLE.burst if burst is None else int(burst),
    )
