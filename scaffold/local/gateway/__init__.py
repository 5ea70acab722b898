"""Amazon API Gateway's HTTP APIs on this computer.

`reading.read_apis` finds them in a stack, `app.Gateway` serves one of them as an ASGI application,
`proxy.EmulatorProxy` lets the browser reach Cognito and S3, and `server.serve` listens.
docs/local-cloud-http.md names each behaviour with AWS's page and our test.
"""
