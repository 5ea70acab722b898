"""The HTTP APIs of a stack: those of SAM, those written out, and what does not run locally."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cloudformation import Stack
from goldens import example_case
from local.gateway.serving import FUNCTION

from scaffold.local.application import Authorizer, Cors, HttpApi, Throttle
from scaffold.local.gateway.api_definitions import read_apis

if TYPE_CHECKING:
    from scaffold.local.application import Route

INVOCATION = f"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{FUNCTION}/invocations"
PROXY = {"type": "aws_proxy", "uri": INVOCATION, "payloadFormatVersion": "2.0"}
JWT = {
    "type": "oauth2",
    "x-amazon-apigateway-authorizer": {
        "type": "jwt",
        "identitySource": "$request.header.Authorization",
        "jwtConfiguration": {"issuer": "https://issuer.example", "audience": ["app"]},
    },
}
Resources = dict[str, Any]


def function_of(name: str) -> str | None:
    """The function, by its ARN or its name."""
    return FUNCTION if name in {FUNCTION, "echo"} else None


def resource(kind: str, **properties: Any) -> dict[str, Any]:  # noqa: ANN401 - a template
    """A resource of API Gateway's second version."""
    return {"Type": f"AWS::ApiGatewayV2::{kind}", "Properties": properties}


def permission(source: str | None) -> dict[str, Any]:
    """What lets an API invoke the function."""
    arn = {} if source is None else {"SourceArn": f"arn:aws:execute-api:eu-west-1:1:{source}"}
    principal = {"FunctionName": "echo", "Principal": "apigateway.amazonaws.com"}
    return {"Type": "AWS::Lambda::Permission", "Properties": {**principal, **arn}}


def imported(paths: dict[str, Any], schemes: dict[str, Any] | None = None) -> Resources:
    """An API of an OpenAPI document, its stage and a permission."""
    body = {"paths": paths, "components": {"securitySchemes": schemes or {}}}
    return {
        "Api": resource("Api", Body=body),
        "Stage": resource("Stage", ApiId="Api", StageName="$default", AutoDeploy=True),
        "Permission": permission(None),
    }


def operation(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - a document
    """An operation with the function behind it."""
    return {"x-amazon-apigateway-integration": {**PROXY, **changes}}


def read(resources: Resources) -> tuple[HttpApi, tuple[str, ...]]:
    """The only API, and the warnings."""
    (api,), warnings = read_apis(resources, {}, function_of)
    return api, warnings


def only_route(resources: Resources) -> Route:
    """The only route of the only API."""
    (route,) = read(resources)[0].routes
    return route


def test_a_generated_template_is_read_whole() -> None:
    """Every route of video-share: its function, its authorizer, its permission, no warning."""
    stack = Stack(example_case("video-share"), "dev")
    resources: Resources = {
        name: {"Type": resource.type, "Properties": resource.properties}
        for name, resource in stack.resources.items()
    }
    functions = {f"{name}.Arn": f"arn:aws:lambda:::function:{name}" for name in resources}
    functions |= {name: f"arn:aws:lambda:::function:{name}" for name in resources}
    (api,), warnings = read_apis(resources, {"HttpApi": "HttpApi"}, functions.get)
    routes = {route.key: route for route in api.routes}
    assert warnings == ()
    assert all(route.invocable and route.unsupported is None for route in api.routes)
    assert routes["POST /videos"].authorizer == "Cognito"
    assert routes["POST /videos"].function.endswith(":VideoFunction")
    assert routes["POST /videos"].payload_version == "2.0"
    assert routes["GET /videos/{id}"].authorizer is None
    assert api.authorizers["Cognito"].audience == ("UserPoolClient", "LoadClient")
    assert api.throttle == Throttle(1000, 500)
    assert api.cors is not None
    assert api.cors.origins == ("http://localhost:5173",)
    assert api.cors.exposed == ("etag", "location")


def test_a_document_has_any_and_default_routes() -> None:
    """`x-amazon-apigateway-any-method` is ANY; of `$default` it is the default route."""
    any_method = {"x-amazon-apigateway-any-method": operation()}
    api, _ = read(imported({"/{proxy+}": any_method, "/$default": any_method}))
    assert [route.key for route in api.routes] == ["ANY /{proxy+}", "$default"]


def test_routes_may_be_resources() -> None:
    """Routes, integrations, authorizers and stages, each by the physical id of the other."""
    resources = {
        "Api": resource("Api", CorsConfiguration={"AllowOrigins": ["*"], "MaxAge": "60"}),
        "Stage": resource(
            "Stage",
            ApiId="api-1",
            StageName="prod",
            AutoDeploy=True,
            StageVariables={"table": "pets"},
            DefaultRouteSettings={"ThrottlingBurstLimit": 5},
            RouteSettings={"GET /pets": {"ThrottlingRateLimit": "1.5"}},
        ),
        "Backend": resource(
            "Integration",
            ApiId="api-1",
            IntegrationType="AWS_PROXY",
            IntegrationUri=f"{FUNCTION}:live",
            PayloadFormatVersion="2.0",
            TimeoutInMillis=5000,
        ),
        "Users": resource(
            "Authorizer",
            ApiId="api-1",
            AuthorizerType="JWT",
            IdentitySource=["$request.header.Token"],
            JwtConfiguration={"Issuer": "https://issuer.example", "Audience": ["app"]},
        ),
        "List": resource(
            "Route",
            ApiId="api-1",
            RouteKey="GET /pets",
            Target="integrations/backend-1",
            AuthorizationType="JWT",
            AuthorizerId="users-1",
            AuthorizationScopes=["pets/read"],
        ),
        "Permission": permission("api-1/*/GET/pets"),
    }
    ids = {"Api": "api-1", "Backend": "backend-1", "Users": "users-1"}
    (api,), warnings = read_apis(resources, ids, function_of)
    (route,) = api.routes
    assert warnings == ()
    assert (api.id, api.stage, api.stage_variables) == ("api-1", "prod", {"table": "pets"})
    assert (api.cors, api.throttle) == (Cors(origins=("*",), max_age=60), Throttle(10_000, 5))
    users = Authorizer("Users", "https://issuer.example", ("app",), "$request.header.Token")
    assert api.authorizers == {"Users": users}
    assert (route.key, route.function, route.timeout) == ("GET /pets", FUNCTION, 5)
    assert (route.authorizer, route.scopes) == ("Users", ("pets/read",))
    assert (route.throttle, route.invocable) == (Throttle(1.5, 5000), True)


def test_an_api_may_be_created_in_one_go() -> None:
    """Target makes a default route and a stage."""
    api, _ = read({"Api": resource("Api", Target=FUNCTION), "Permission": permission(None)})
    assert [(route.key, route.payload_version) for route in api.routes] == [("$default", "1.0")]
    assert api.routes[0].unsupported is None


def test_each_stage_is_served() -> None:
    """An API with two stages is served twice."""
    resources = imported({"/pets": {"get": operation()}})
    resources["Second"] = resource("Stage", ApiId="Api", StageName="beta", AutoDeploy=True)
    apis, _ = read_apis(resources, {}, function_of)
    assert [api.stage for api in apis] == ["$default", "beta"]


def test_scopes_stand_beside_the_authorizer() -> None:
    """The scopes of a security requirement are those of the route."""
    secured = {**operation(), "security": [{"Users": ["pets/read"]}]}
    route = only_route(imported({"/pets": {"get": secured}}, {"Users": JWT}))
    assert (route.authorizer, route.scopes) == ("Users", ("pets/read",))


@pytest.mark.parametrize(
    ("source", "is_invocable"),
    [
        ("Api/*/GET/pets/*", True),
        ("Api/$default/*/pets/*", True),
        ("Api/*", True),
        (None, True),
        ("Api/*/POST/pets/*", False),
        ("Api/*/GET/owners/*", False),
        ("Other/*/GET/pets/*", False),
        ("Api/prod/GET/pets/*", False),
    ],
)
def test_a_permission_must_cover_the_route(source: str | None, *, is_invocable: bool) -> None:
    """API, stage, method and path of the SourceArn count, as on AWS."""
    resources = imported({"/pets/{id}": {"get": operation()}})
    resources["Permission"] = permission(source)
    assert only_route(resources).invocable is is_invocable


def test_without_a_permission_a_route_cannot_invoke() -> None:
    """A permission that is taken out of the template breaks the route."""
    resources = imported({"/pets": {"get": operation()}})
    del resources["Permission"]
    assert not only_route(resources).invocable


LAMBDA = {"type": "apiKey", "x-amazon-apigateway-authorizer": {"type": "request"}}
IAM = {"type": "apiKey", "x-amazon-apigateway-authtype": "awsSigv4"}


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (operation(type="http_proxy"), "integrations of type HTTP_PROXY do not run locally"),
        (operation(connectionType="VPC_LINK"), "VPC links do not exist locally"),
        (operation(integrationSubtype="SQS-SendMessage"), "SQS-SendMessage does not run locally"),
        (operation(requestParameters={"append:header.a": "b"}), "parameter mapping does not run"),
        (operation(uri="arn:aws:lambda:::function:gone"), 'no function "arn:aws:lambda:::functi'),
        ({}, "it has no integration"),
        ({**operation(), "security": [{"Lambda": []}]}, "Lambda is a Lambda function"),
        ({**operation(), "security": [{"AWS_IAM": []}]}, "IAM authorization is not checked"),
        ({**operation(), "security": [{"Gone": []}]}, "its authorizer Gone is not in the template"),
    ],
)
def test_unsupported_integration_is_named(made: dict[str, Any], reason: str) -> None:
    """Such a route answers 501, is named in a warning, and is never open instead."""
    api, warnings = read(imported({"/pets": {"get": made}}, {"Lambda": LAMBDA, "AWS_IAM": IAM}))
    (route,) = api.routes
    assert reason in (route.unsupported or "")
    assert warnings == (f"Api: GET /pets answers 501: {route.unsupported}.",)


@pytest.mark.parametrize("kind", ["AWS_IAM", "CUSTOM"])
def test_other_authorization_of_a_route_resource_is_refused(kind: str) -> None:
    """A route that is a resource is not open either."""
    resources = imported({})
    resources["Backend"] = resource("Integration", IntegrationType="AWS_PROXY")
    resources["Backend"]["Properties"]["IntegrationUri"] = FUNCTION
    resources["List"] = resource(
        "Route",
        ApiId="Api",
        RouteKey="GET /pets",
        Target="integrations/Backend",
        AuthorizationType=kind,
    )
    assert only_route(resources).unsupported == f"{kind} authorization is not checked locally"


@pytest.mark.parametrize(
    ("resources", "warning"),
    [
        (
            {"Api": resource("Api", ProtocolType="WEBSOCKET")},
            "Api: a WebSocket API does not run locally.",
        ),
        (
            {"Old": {"Type": "AWS::ApiGateway::RestApi", "Properties": {}}},
            "Old (AWS::ApiGateway::RestApi): a REST API does not run locally; an HTTP API does.",
        ),
        (
            {"Name": resource("DomainName")},
            "Name (AWS::ApiGatewayV2::DomainName): custom domains do not exist locally.",
        ),
        ({"Api": resource("Api")}, "Api: it has no stage, so nothing is served."),
        (
            {"Api": resource("Api", BodyS3Location={"Bucket": "a"})},
            "Api: its definition in S3 is not read; write it into the template.",
        ),
    ],
)
def test_unsupported_api_is_warned(resources: Resources, warning: str) -> None:
    """No API, and a warning."""
    assert read_apis(resources, {}, function_of) == ((), (warning,))


def test_a_stage_that_is_never_deployed_is_named() -> None:
    """Without AutoDeploy AWS serves nothing; we say so."""
    resources = imported({"/pets": {"get": operation()}})
    del resources["Stage"]["Properties"]["AutoDeploy"]
    _, warnings = read(resources)
    assert warnings == ("Stage: AWS serves nothing without AutoDeploy or a DeploymentId.",)


def test_route_settings_of_an_unknown_route_are_warned() -> None:
    """AWS refuses the deployment; we say which."""
    resources = imported({"/pets": {"get": operation()}})
    resources["Stage"]["Properties"]["RouteSettings"] = {"GET /cats": {"ThrottlingRateLimit": 1}}
    assert read(resources)[1] == ("Stage: RouteSettings name GET /cats, which is no route.",)
