"""Amazon API Gateway's HTTP APIs, run locally.

`api_definitions.read_apis` reads them from a stack, `app.Gateway` serves one of them as an ASGI
application, `cognito_proxy.CognitoProxy` lets the application's pages reach Cognito, and
`server.serve` listens. docs/reference/local-http.md lists each behavior with AWS's page and the
test of it.
"""
