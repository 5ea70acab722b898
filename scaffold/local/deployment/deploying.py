"""Deploying a plan to the emulator, and assembling the application that runs."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from botocore.exceptions import BotoCoreError, ClientError

from scaffold.cloudformation.index_steps import index_steps
from scaffold.local.application import Application
from scaffold.local.deployment import local_resources, stacks
from scaffold.local.deployment.data_loss import DataLossError, data_losses
from scaffold.local.deployment.dynamic_references import resolve_dynamic_references
from scaffold.local.deployment.patches.stack import patch_stack
from scaffold.local.deployment.resolution import Resolution, stack_outputs, wanted_attributes
from scaffold.local.deployment.rewriting import async_queue_id, is_async_queue
from scaffold.local.deployment.stacks import DeploymentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from scaffold.local.application import HttpApi
    from scaffold.local.deployment.planning import DeploymentPlan
    from scaffold.local.deployment.stacks import Clients


class ReadApis(Protocol):
    """Reads the HTTP APIs of a stack."""

    def __call__(
        self,
        resources: Mapping[str, dict[str, Any]],
        ids: Mapping[str, str],
        function_of: Callable[[str], str | None],
        /,
    ) -> tuple[tuple[HttpApi, ...], tuple[str, ...]]:
        """Return the APIs, and warnings about what isn't supported."""


def deploy(
    plan: DeploymentPlan,
    clients: Clients,
    read_apis: ReadApis,
    *,
    work: Path,
    accept_loss: bool = False,
) -> Application:
    """Create or update the stack, and return the application; blocks.

    `work` is a folder for inline code. Raises DataLossError before an update that would destroy
    data, unless `accept_loss`, and DeploymentError if the emulator rejects the template or does
    not answer.
    """
    try:
        resolution = _update_stack(plan, clients, accept_loss=accept_loss)
        return _running(resolution, clients, read_apis, work)
    except (BotoCoreError, ClientError) as error:
        raise DeploymentError(f"The AWS emulator at {clients.endpoint}: {error}") from error


def _running(
    resolution: Resolution, clients: Clients, read_apis: ReadApis, work: Path
) -> Application:
    """Patch what the emulator dropped, and return the application of a stack."""
    plan = resolution.plan
    warnings = patch_stack(
        clients, resolution.resources(plan.rewritten.emulated), resolution.deployed
    )
    local = local_resources.LocalResources(
        resolution.resources(plan.rewritten.local),
        plan.names,
        dict(_folders(plan, work)),
        {
            function: resolution.deployed.references[async_queue_id(function)]
            for function in plan.rewritten.async_queues
        },
    )
    application = _application(resolution, local, read_apis)
    functions = (
        replace(function, environment=resolve_dynamic_references(clients, function.environment))
        for function in application.functions
    )
    return replace(
        application,
        functions=tuple(functions),
        warnings=(*plan.warnings, *_without_code(plan), *warnings, *application.warnings),
    )


def _update_stack(plan: DeploymentPlan, clients: Clients, *, accept_loss: bool) -> Resolution:
    stack = plan.stage.stack
    wanted, outputs = wanted_attributes(plan), stack_outputs(plan)
    body = stacks.stack_template(plan.rewritten.emulated, wanted, outputs)
    old = stacks.deployed_template(clients, stack)
    if old is not None and not accept_loss:
        losses = data_losses(
            clients,
            old,
            body,
            stacks.physical_ids(clients, stack),
            ignore=lambda resource: is_async_queue(resource, plan.names),
        )
        if losses:
            raise DataLossError(tuple(losses))
    for step in index_steps(old, body) if old else [body]:
        if old != step:
            stacks.deploy_stack(
                clients, stack, step, template=plan.template, update=old is not None
            )
    return Resolution(plan, stacks.describe(clients, stack, wanted, outputs))


def _application(
    resolution: Resolution, local: local_resources.LocalResources, read_apis: ReadApis
) -> Application:
    plan, ids = resolution.plan, resolution.ids()
    apis, unserved = read_apis(
        local_resources.api_resources(local), ids, local_resources.function_arn_lookup(local)
    )
    warnings: list[str] = []
    schedules = tuple(local_resources.schedules(local, warnings.append))
    return Application(
        stack=plan.stage.stack,
        region=plan.stage.region,
        functions=tuple(local_resources.functions(local)),
        apis=apis,
        mappings=tuple(local_resources.mappings(local)),
        schedules=schedules,
        outputs=resolution.outputs(),
        resources=ids,
        buckets=_ids_of_type(resolution, "AWS::S3::Bucket"),
        user_pools=_ids_of_type(resolution, "AWS::Cognito::UserPool"),
        warnings=(*warnings, *unserved),
    )


def _ids_of_type(resolution: Resolution, resource_type: str) -> dict[str, str]:
    """Return the physical IDs of a type's emulated resources by logical ID."""
    emulated, ids = resolution.plan.rewritten.emulated, resolution.deployed.references
    return {name: ids[name] for name, found in emulated.items() if found.type == resource_type}


def _folders(plan: DeploymentPlan, work: Path) -> Iterator[tuple[str, Path]]:
    """Yield the code folder of each function; writes inline code to the work folder."""
    for logical_id, code in plan.code.items():
        if code.folder is not None:
            yield logical_id, code.folder
        elif code.inline is not None:
            digest = hashlib.sha256(code.inline.encode()).hexdigest()[:8]
            folder = work / f"{logical_id}-{digest}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "index.py").write_text(code.inline, encoding="utf-8")
            yield logical_id, folder


def _without_code(plan: DeploymentPlan) -> Iterator[str]:
    for logical_id, code in plan.code.items():
        if code.folder is None and code.inline is None:
            yield f"{logical_id}: its code isn't local, so it doesn't run."
