"""Dynamic references: `{{resolve:ssm:/name}}` and its like, looked up when a function starts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from scaffold.local.deployment.stacks import DeploymentError
from scaffold.local.deployment.values import a_text, an_object

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.local.deployment.stacks import Clients

_REFERENCE: Final = re.compile(r"\{\{resolve:(ssm|ssm-secure|secretsmanager):([^}]+)\}\}")


def looked_up(clients: Clients, environment: Mapping[str, str]) -> dict[str, str]:
    """Variables with what the emulator's parameters and secrets hold."""
    return {
        name: _REFERENCE.sub(lambda found: _value(clients, *found.groups()), text)
        for name, text in environment.items()
    }


def _value(clients: Clients, service: str, reference: str) -> str:
    if service == "secretsmanager":
        return _secret(clients, reference)
    client = clients.client("ssm")
    name = reference.split(":", maxsplit=1)[0]
    try:
        found = client.get_parameter(Name=name, WithDecryption=True)
    except client.exceptions.ParameterNotFound as error:
        raise DeploymentError(f"There is no parameter {name}; put one there first.") from error
    return a_text(found["Parameter"]["Value"])


def _secret(clients: Clients, reference: str) -> str:
    """A secret, or the part of it that a key names: `id:SecretString:key`."""
    client = clients.client("secretsmanager")
    secret_id, _, rest = reference.partition(":SecretString")
    try:
        text = a_text(client.get_secret_value(SecretId=secret_id)["SecretString"])
    except client.exceptions.ResourceNotFoundException as error:
        raise DeploymentError(f"There is no secret {secret_id}; put one there first.") from error
    key = next(filter(None, rest.split(":")), None)
    return a_text(an_object(json.loads(text)).get(key)) if key else text
