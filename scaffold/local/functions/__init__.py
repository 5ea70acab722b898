"""AWS Lambda, run locally: each execution environment is a process that runs AWS's runtime client.

`service.Functions` invokes functions, `lambda_api` implements the Lambda API, and
`python_environment` installs dependencies. `context.FunctionsContext` holds the settings.
"""
