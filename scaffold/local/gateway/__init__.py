"""Amazon API Gateway's HTTP APIs on this computer.

`reading.read_apis` finds them in a stack, `app.Gateway` serves one of them as an ASGI application,
`proxy.CognitoProxy` lets the application's pages reach Cognito, and `server.serve` listens.
docs/reference/local-http.md names each behaviour with AWS's page and our test.
"""
