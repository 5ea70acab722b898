"""Patching all resources of a stack."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from scaffold.local.deployment.patches.identity import USER_POOL, USER_POOL_CLIENT
from scaffold.local.deployment.patches.messaging import QUEUE, RULE
from scaffold.local.deployment.patches.properties import PatchedType, patch_resource
from scaffold.local.deployment.patches.storage import BUCKET, TABLE
from scaffold.local.deployment.stacks import DeploymentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scaffold.cloudformation.template import Resource
    from scaffold.local.deployment.stacks import Clients, DeployedStack

PATCHED_TYPES: Final[Mapping[str, PatchedType]] = {
    "AWS::Cognito::UserPool": USER_POOL,
    "AWS::Cognito::UserPoolClient": USER_POOL_CLIENT,
    "AWS::DynamoDB::Table": TABLE,
    "AWS::Events::Rule": RULE,
    "AWS::S3::Bucket": BUCKET,
    "AWS::SQS::Queue": QUEUE,
}


def patch_stack(
    clients: Clients, resources: Mapping[str, Resource], deployed: DeployedStack
) -> tuple[str, ...]:
    """Patch what differs from the template; return one warning per property that cannot be."""
    missing = [name for name in resources if name not in deployed.references]
    if missing:
        raise DeploymentError(f"The emulator did not create {', '.join(sorted(missing))}.")
    patched = [resource for resource in resources.values() if resource.type in PATCHED_TYPES]
    with ThreadPoolExecutor(max_workers=4) as pool:
        results = pool.map(lambda resource: _patch(clients, resource, deployed), patched)
        return tuple(warning for warnings in results for warning in warnings)


def _patch(clients: Clients, resource: Resource, deployed: DeployedStack) -> Iterable[str]:
    kind = PATCHED_TYPES[resource.type]
    physical = deployed.references[resource.logical_id]
    return [
        f"{resource.logical_id}: the local emulator ignores its {name}."
        for name in patch_resource(
            kind, clients.client(kind.service), physical, resource.properties
        )
    ]
