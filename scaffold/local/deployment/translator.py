"""AWS's SAM translator as a program, which frees the memory of its imports when it ends.

Reads `{"template": ..., "parameters": ...}` from stdin. Writes `{"translated": ...}` to stdout, or
`{"causes": [...]}` with the translator's messages about the template.
"""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform


class _NoPolicies:
    """No managed policies besides those that the translator itself knows."""

    def load(self) -> dict[str, str]:
        """Return no further policies."""
        return {}


def main() -> None:
    """Translate the template on stdin."""
    # It warns on stderr about metrics that nobody collects.
    logging.getLogger("samtranslator").addHandler(logging.NullHandler())
    request = json.load(sys.stdin)
    response: dict[str, Any]
    try:
        response = {
            "translated": transform(request["template"], request["parameters"], _NoPolicies())
        }
    except InvalidDocumentException as error:
        response = {"causes": [str(cause.message) for cause in error.causes]}
    json.dump(response, sys.stdout)


if __name__ == "__main__":
    main()
