"""Cold starts: the modules imported before the first request."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cloud import of_type

SOURCE = Path(__file__).parents[1] / "src"
HANDLERS = [function["Handler"] for _, function in of_type("AWS::Serverless::Function")]
ALLOWED = {
    "aws_lambda_powertools",
    "boto3",
    "botocore",
    "certifi",
    "dateutil",
    "jmespath",
    "s3transfer",
    "six",
    "typing_extensions",
    "urllib3",
}


@pytest.mark.parametrize("handler", HANDLERS)
def test_handlers_import_only_expected_packages(handler: str) -> None:
    """A handler imports nothing slow except boto3 and Powertools."""
    module = handler.rpartition(".")[0]
    code = (
        f"import json, sys; sys.path.insert(0, {str(SOURCE)!r}); import {module}; "
        "print(json.dumps(list(sys.modules)))"
    )
    run = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-I", "-c", code],
        capture_output=True,
        check=True,
        text=True,
    )
    imported = {name.partition(".")[0] for name in json.loads(run.stdout)}
    imported -= sys.stdlib_module_names | {"__main__", "__mp_main__"}

    assert imported - ALLOWED == {module.partition(".")[0]}
