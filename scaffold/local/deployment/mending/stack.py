"""Every resource of a stack, read back and mended."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from scaffold.local.deployment.mending.aspects import Kind, mend
from scaffold.local.deployment.mending.identity import USER_POOL, USER_POOL_CLIENT
from scaffold.local.deployment.mending.messaging import QUEUE, RULE
from scaffold.local.deployment.mending.storage import BUCKET, TABLE
from scaffold.local.deployment.stacks import DeploymentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scaffold.local.deployment.settling import Resource
    from scaffold.local.deployment.stacks import Clients, Deployed

KINDS: Final[Mapping[str, Kind]] = {
    "AWS::Cognito::UserPool": USER_POOL,
    "AWS::Cognito::UserPoolClient": USER_POOL_CLIENT,
    "AWS::DynamoDB::Table": TABLE,
    "AWS::Events::Rule": RULE,
    "AWS::S3::Bucket": BUCKET,
    "AWS::SQS::Queue": QUEUE,
}


def mend_stack(
    clients: Clients, resources: Mapping[str, Resource], deployed: Deployed
) -> tuple[str, ...]:
    """Mend what differs from the template; what cannot be mended is named, a sentence each."""
    missing = [each for each in resources if each not in deployed.references]
    if missing:
        raise DeploymentError(f"The emulator did not create {', '.join(sorted(missing))}.")
    known = [each for each in resources.values() if each.type in KINDS]
    with ThreadPoolExecutor(max_workers=4) as pool:
        found = pool.map(lambda each: _mended(clients, each, deployed), known)
        return tuple(warning for warnings in found for warning in warnings)


def _mended(clients: Clients, resource: Resource, deployed: Deployed) -> Iterable[str]:
    kind = KINDS[resource.type]
    physical = deployed.references[resource.logical_id]
    return [
        f"{resource.logical_id}: the local cloud does not keep its {name}."
        for name in mend(kind, clients.client(kind.service), physical, resource.properties)
    ]
