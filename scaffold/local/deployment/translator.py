"""AWS's translator of SAM templates, as a program: what it imports would stay in ours for good.

On stdin comes a template and its parameters, as JSON; on stdout goes `{"translated": ...}`, or
`{"causes": [...]}` with the translator's messages about the template.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from typing import Any

from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform


class _NoPolicies:
    """The translator knows AWS's managed policies itself; what it does not know is not there."""

    def load(self) -> dict[str, str]:
        """No further policies."""
        return {}


def main() -> None:
    """Translate what stdin holds."""
    # It complains on standard error of metrics that nobody collects.
    logging.getLogger("samtranslator").addHandler(logging.NullHandler())
    # It asks boto3 for a partition, and fails where no region is configured.
    if "AWS_REGION" not in os.environ:
        os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    given = json.load(sys.stdin)
    answer: dict[str, Any]
    try:
        answer = {"translated": transform(given["template"], given["parameters"], _NoPolicies())}
    except InvalidDocumentException as error:
        answer = {"causes": [str(cause.message) for cause in error.causes]}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
