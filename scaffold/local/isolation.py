"""Environments of programs that must not reach AWS, whatever the user's own environment says."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# Keys, profiles, endpoints, and files of AWS's tools, and every proxy.
_FOREIGN: Final = re.compile(r"(AWS|BOTO)_.*|.*_PROXY", re.IGNORECASE)
_BASIC: Final = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR")


def without_aws(environment: Mapping[str, str], region: str) -> dict[str, str]:
    """Return an environment for a command of the user's: without keys, profiles, and proxies.

    Neither does it find the files in the user's home that have them.
    """
    kept = {name: value for name, value in environment.items() if not _FOREIGN.fullmatch(name)}
    return {**kept, **settings(region)}


def settings(region: str) -> dict[str, str]:
    """Return the variables that give AWS's tools a region, and hide the user's files from them.

    A profile may ignore the endpoint or require a FIPS one.
    """
    return {
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
    }


def minimal(region: str) -> dict[str, str]:
    """Return an environment for a program of ours, with nothing of the user's but paths."""
    basic = {name: os.environ[name] for name in _BASIC if name in os.environ}
    return without_aws(basic, region)
