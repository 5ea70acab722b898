"""Lambda on this computer: functions run in processes of their own, as AWS's runtime runs them.

`service.Functions` runs them, `api.lambda_api` answers AWS's Lambda API, and `environment.PythonEnvironments`
makes what their code imports. `context.FunctionsContext` is what all of it needs of the cloud.
"""
