"""The environment variables of a function's process, as Lambda sets them."""

from __future__ import annotations

import os
import re
import secrets
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scaffold.local.application import Function
    from scaffold.local.functions.context import FunctionsContext

# The interpreter, the loader and the C library read these only at startup.
_READ_AT_START: Final = re.compile(r"PYTHON.*|LD_.*|DYLD_.*|MALLOC_.*|GLIBC_.*|LANG|LC_.*")


def process_variables(
    function: Function,
    context: FunctionsContext,
    credentials: Mapping[str, str],
    runtime_api: str,
    temporary: Path,
) -> dict[str, str]:
    """Return all environment variables of a function's process."""
    return {
        **_defaults(),
        "HOME": str(temporary),
        "TMPDIR": str(temporary),
        **function.environment,
        # Lambda overrides these, whatever the template says.
        **_aws_variables(context),
        **credentials,
        "_HANDLER": function.handler,
        "LAMBDA_TASK_ROOT": str(function.code),
        "LAMBDA_RUNTIME_DIR": "/var/runtime",
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{function.runtime}",
        "AWS_LAMBDA_RUNTIME_API": runtime_api,
        "AWS_LAMBDA_FUNCTION_NAME": function.name,
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory),
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{function.name}",
        "AWS_LAMBDA_LOG_STREAM_NAME": _log_stream(),
        **_logging(function),
    }


def common_variables(context: FunctionsContext) -> dict[str, str]:
    """Return the variables that all functions share; of the user's environment, only PATH."""
    return {**_defaults(), **_aws_variables(context)}


def _defaults() -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "en_US.UTF-8",
        "TZ": ":UTC",
        "PYTHONUNBUFFERED": "1",
    }


def _aws_variables(context: FunctionsContext) -> dict[str, str]:
    return {
        "AWS_REGION": context.region,
        "AWS_DEFAULT_REGION": context.region,
        # Otherwise SDKs query the instance metadata service, slowly.
        "AWS_EC2_METADATA_DISABLED": "true",
        **context.variables,
    }


def can_use_prewarmed(function: Function) -> bool:
    """Return True if a running process can still take on the function's variables."""
    return not any(map(_READ_AT_START.fullmatch, function.environment))


def _log_stream() -> str:
    return f"{time.strftime('%Y/%m/%d', time.gmtime())}/[$LATEST]{secrets.token_hex(16)}"


def _logging(function: Function) -> dict[str, str]:
    """Return the logging variables; like Lambda, the level only if the template sets it."""
    level = {"AWS_LAMBDA_LOG_LEVEL": function.log_level} if function.log_level else {}
    return {"AWS_LAMBDA_LOG_FORMAT": function.log_format, **level}
