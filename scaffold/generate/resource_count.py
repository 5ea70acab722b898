"""The number of resources in a rendered template.yaml, as CloudFormation will count them."""

from __future__ import annotations

import re
from typing import Final

from scaffold.errors import ScaffoldError

# What SAM makes of one resource of its own types.
_EXPANSIONS: Final = {
    "AWS::Serverless::Function": 1,
    "AWS::Serverless::HttpApi": 2,  # the API and its stage
}
# What SAM adds to a function for each event; a route lives in the API's body.
_EVENTS: Final = {"HttpApi": 1}  # the permission to invoke
# The types of resources, of functions' events, and the property that becomes a resource.
_COUNTED: Final = re.compile(
    r"^ {4}Type: (?P<resource>\S+)$|^ {10}Type: (?P<event>\S+)$"
    r"|^ {6}(?P<config>EventInvokeConfig):$",
    re.MULTILINE,
)


class UncountedError(ScaffoldError):
    """A template uses a SAM type without a row in the tables: a defect of scaffold."""

    exit_code = 70


def resource_count(template: str) -> int:
    """Return the number of resources in a rendered template, those that SAM adds included."""
    resources = template.partition("\nResources:\n")[2].partition("\nOutputs:\n")[0]
    return sum(map(_count, _COUNTED.finditer(resources)))


def _count(match: re.Match[str]) -> int:
    if match["config"]:
        return 1
    table, kind = (_EVENTS, match["event"]) if match["event"] else (_EXPANSIONS, match["resource"])
    if kind in table:
        return table[kind]
    if match["event"] or kind.startswith("AWS::Serverless::"):
        raise UncountedError(f"template.yaml has {kind}, which resource_count does not count")
    return 1
