"""Dynamic references, such as `{{resolve:ssm:/name}}`, in environment variables."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from scaffold.cloudformation.values import as_object, as_text
from scaffold.local.deployment.stacks import DeploymentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.local.deployment.stacks import Clients

_REFERENCE: Final = re.compile(r"\{\{resolve:(ssm|ssm-secure|secretsmanager):([^}]+)\}\}")


def resolve_dynamic_references(clients: Clients, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables with references replaced by the emulator's values."""
    return {
        name: _REFERENCE.sub(lambda match: _value(clients, *match.groups()), text)
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
        raise DeploymentError(
            f"SSM has no parameter {name}: create it in the local emulator first."
        ) from error
    return as_text(found["Parameter"]["Value"])


def _secret(clients: Clients, reference: str) -> str:
    """Return a secret, or one of its keys: `id:SecretString:key`."""
    client = clients.client("secretsmanager")
    secret_id, _, rest = reference.partition(":SecretString")
    try:
        text = as_text(client.get_secret_value(SecretId=secret_id)["SecretString"])
    except client.exceptions.ResourceNotFoundException as error:
        raise DeploymentError(
            f"Secrets Manager has no secret {secret_id}: create it in the local emulator first."
        ) from error
    key = next(filter(None, rest.split(":")), None)
    return as_text(as_object(json.loads(text)).get(key)) if key else text
