"""Deploying a plan to the emulator: the stack, mended, and the application that it is."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from botocore.exceptions import BotoCoreError, ClientError

from scaffold.local.application import Application
from scaffold.local.deployment import assembly, stacks
from scaffold.local.deployment.dynamic import looked_up
from scaffold.local.deployment.losses import DataLossError, losses
from scaffold.local.deployment.mending.stack import mend_stack
from scaffold.local.deployment.resolution import Resolution, wanted_attributes
from scaffold.local.deployment.stacks import DeploymentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from scaffold.local.application import HttpApi
    from scaffold.local.deployment.planning import Plan
    from scaffold.local.deployment.stacks import Clients


class ReadApis(Protocol):
    """Reads the HTTP APIs of a stack, with warnings about what does not run."""

    def __call__(
        self,
        resources: Mapping[str, dict[str, Any]],
        ids: Mapping[str, str],
        function_of: Callable[[str], str | None],
        /,
    ) -> tuple[tuple[HttpApi, ...], tuple[str, ...]]:
        """The APIs, and the warnings."""


def deploy(
    plan: Plan, clients: Clients, read_apis: ReadApis, *, work: Path, accept_loss: bool = False
) -> Application:
    """Create or update the stack, and resolve what runs here.

    Blocks. Raises DataLossError before an update that would destroy data, unless that is
    accepted, and DeploymentError where the emulator refuses or does not answer; `work` is a
    folder for the code that templates have inline.
    """
    try:
        resolution = _update_stack(plan, clients, accept_loss=accept_loss)
        return _running(resolution, clients, read_apis, work)
    except (BotoCoreError, ClientError) as error:
        raise DeploymentError(f"The AWS emulator at {clients.endpoint}: {error}") from error


def _running(
    resolution: Resolution, clients: Clients, read_apis: ReadApis, work: Path
) -> Application:
    """The application that a stack is, once what the emulator has dropped of it is mended."""
    plan = resolution.plan
    warnings = mend_stack(
        clients, resolution.resources(plan.rewritten.emulated), resolution.deployed
    )
    references = resolution.deployed.references
    own = assembly.Own(
        resolution.resources(plan.rewritten.own),
        plan.names,
        dict(_folders(plan, work)),
        {name: references[f"{name}Inbox"] for name in plan.rewritten.inboxes},
    )
    application = _application(resolution, own, read_apis)
    functions = (
        replace(each, environment=looked_up(clients, each.environment))
        for each in application.functions
    )
    return replace(
        application,
        functions=tuple(functions),
        warnings=(*plan.warnings, *_without_code(plan), *warnings, *application.warnings),
    )


def _update_stack(plan: Plan, clients: Clients, *, accept_loss: bool) -> Resolution:
    stack = plan.stage.stack
    wanted = wanted_attributes(plan)
    body = stacks.body_of(plan.rewritten.emulated, wanted)
    old = stacks.current(clients, stack)
    if old is not None and not accept_loss:
        physical = stacks.describe(clients, stack, ()).references
        if lost := losses(clients, old, body, physical):
            raise DataLossError(tuple(lost))
    if old != body:
        stacks.apply(clients, stack, body, template=plan.template, update=old is not None)
    return Resolution(plan, stacks.describe(clients, stack, wanted))


def _application(resolution: Resolution, own: assembly.Own, read_apis: ReadApis) -> Application:
    plan, ids = resolution.plan, resolution.ids()
    apis, unserved = read_apis(assembly.served(own), ids, assembly.function_arn_of(own))
    complaints: list[str] = []
    schedules = tuple(assembly.schedules(own, complaints.append))
    return Application(
        stack=plan.stage.stack,
        region=plan.stage.region,
        functions=tuple(assembly.functions(own)),
        apis=apis,
        mappings=tuple(assembly.mappings(own)),
        schedules=schedules,
        outputs=resolution.outputs(),
        resources=ids,
        buckets={
            name: ids[name]
            for name, each in plan.rewritten.emulated.items()
            if each.type == "AWS::S3::Bucket"
        },
        warnings=(*complaints, *unserved),
    )


def _folders(plan: Plan, work: Path) -> Iterator[tuple[str, Path]]:
    """Where the code of each function is; inline code becomes a module in the work folder."""
    for logical_id, code in plan.code.items():
        if code.folder is not None:
            yield logical_id, code.folder
        elif code.inline is not None:
            digest = hashlib.sha256(code.inline.encode()).hexdigest()[:8]
            folder = work / f"{logical_id}-{digest}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "index.py").write_text(code.inline, encoding="utf-8")
            yield logical_id, folder


def _without_code(plan: Plan) -> Iterator[str]:
    for logical_id, code in plan.code.items():
        if code.folder is None and code.inline is None:
            yield f"{logical_id}: its code is not on this computer; it does not run here."
