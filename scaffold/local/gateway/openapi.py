"""Reads routes and authorizers from an API's `Body`: OpenAPI with API Gateway's extensions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from scaffold.local.application import Authorizer
from scaffold.local.gateway.properties import entries, mapping, text, texts
from scaffold.local.gateway.routing import ANY, DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.local.application import Json, Route
    from scaffold.local.gateway.integrations import Integrations
    from scaffold.local.gateway.properties import Properties

_METHODS: Final = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
_ANY_METHOD: Final = "x-amazon-apigateway-any-method"
_INTEGRATION: Final = "x-amazon-apigateway-integration"
# SAM's marker of a public route in an API with a default authorizer.
_OPEN: Final = "NONE"


def read_openapi(
    body: Properties, integrations: Integrations
) -> tuple[list[Route], dict[str, Authorizer]]:
    """Return the routes of a document, and its JWT authorizers by name."""
    schemes = mapping(mapping(body.get("components")).get("securitySchemes"))
    supported = {name: _authorizer(name, mapping(scheme)) for name, scheme in schemes.items()}
    authorizers = {name: jwt for name, jwt in supported.items() if jwt is not None}
    routes = [
        _secured(
            integrations.route(key, _integration(body, operation)),
            entries(operation.get("security", body.get("security"))),
            authorizers,
            schemes,
        )
        for key, operation in _operations(body)
    ]
    return routes, authorizers


def _operations(body: Properties) -> Iterator[tuple[str, Properties]]:
    for path, item in mapping(body.get("paths")).items():
        for method, operation in mapping(item).items():
            if path.lstrip("/") == DEFAULT and method == _ANY_METHOD:
                yield DEFAULT, mapping(operation)
            elif method == _ANY_METHOD:
                yield f"{ANY} {path}", mapping(operation)
            elif method.lower() in _METHODS:
                yield f"{method.upper()} {path}", mapping(operation)


def _integration(body: Properties, operation: Properties) -> Properties:
    """Return the integration of an operation, which may be a reference to a component."""
    found = mapping(operation.get(_INTEGRATION))
    reference = text(found.get("$ref"))
    if not reference:
        return found
    shared = mapping(mapping(body.get("components")).get("x-amazon-apigateway-integrations"))
    return mapping(shared.get(reference.rpartition("/")[2]))


def _secured(
    route: Route,
    requirements: list[Json],
    authorizers: dict[str, Authorizer],
    schemes: Properties,
) -> Route:
    """Return the route with its authorizer; an unsupported one makes the route unsupported."""
    names = {
        name: scopes
        for requirement in requirements
        for name, scopes in mapping(requirement).items()
    }
    if not names or (set(names) == {_OPEN} and _OPEN not in schemes):
        return route
    name, scopes = next(iter(names.items()))
    if name in authorizers:
        return replace(route, authorizer=name, scopes=texts(scopes))
    return replace(route, unsupported=_reason(name, mapping(schemes.get(name))))


def _reason(name: str, scheme: Properties) -> str:
    if text(scheme.get("x-amazon-apigateway-authtype")).lower() == "awssigv4":
        return "IAM authorization is not checked locally"
    if "x-amazon-apigateway-authorizer" in scheme:
        return f"its authorizer {name} is a Lambda function, which does not run locally"
    return f"its authorizer {name} is not in the template"


def _authorizer(name: str, scheme: Properties) -> Authorizer | None:
    settings = mapping(scheme.get("x-amazon-apigateway-authorizer"))
    if text(settings.get("type")).lower() != "jwt":
        return None
    token = mapping(settings.get("jwtConfiguration"))
    sources = texts(settings.get("identitySource"))
    return Authorizer(
        name=name,
        issuer=text(token.get("issuer")),
        audience=texts(token.get("audience")),
        identity_source=sources[0] if sources else "$request.header.Authorization",
    )
