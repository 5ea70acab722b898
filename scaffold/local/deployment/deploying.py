"""Deploying a plan to the emulator: the stack, mended, and the application that it is."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Protocol

from scaffold.local.application import Application
from scaffold.local.deployment import assembly, stacks
from scaffold.local.deployment.intrinsics import Scope, evaluate, pseudo_parameters, unresolved
from scaffold.local.deployment.losses import DataLossError, losses
from scaffold.local.deployment.mending.stack import mend_stack
from scaffold.local.deployment.stacks import Clients, Deployed, DeploymentError
from scaffold.local.deployment.values import a_text, an_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from scaffold.local.application import HttpApi, Json
    from scaffold.local.deployment.planning import Plan
    from scaffold.local.deployment.settling import Resource

_DYNAMIC: Final = re.compile(r"\{\{resolve:(ssm|ssm-secure|secretsmanager):([^}]+)\}\}")


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
    accepted; `work` is a folder for the code that templates have inline.
    """
    stack = plan.stage.stack
    wanted = _wanted(plan)
    body = stacks.body_of(plan.rewritten.emulated, wanted)
    old = stacks.current(clients, stack)
    if old is not None and not accept_loss:
        physical = stacks.describe(clients, stack, ()).references
        if lost := losses(clients, old, body, physical):
            raise DataLossError(tuple(lost))
    if old != body:
        stacks.apply(clients, stack, body, template=plan.template, update=old is not None)
    deployed = stacks.describe(clients, stack, wanted)
    emulated = _resolved(plan, plan.rewritten.emulated, deployed)
    warnings = mend_stack(clients, emulated, deployed)
    return _application(plan, clients, deployed, read_apis, (warnings, work))


def _application(
    plan: Plan,
    clients: Clients,
    deployed: Deployed,
    read_apis: ReadApis,
    made: tuple[tuple[str, ...], Path],
) -> Application:
    warnings, work = made
    own = assembly.Own(
        _resolved(plan, plan.rewritten.own, deployed),
        plan.names,
        dict(_folders(plan, work)),
        {name: deployed.references[f"{name}Inbox"] for name in plan.rewritten.inboxes},
    )
    ids = {**deployed.references, **_own_ids(plan)}
    apis, unserved = read_apis(assembly.served(own), ids, assembly.function_arn_of(own))
    complaints: list[str] = []
    schedules = tuple(assembly.schedules(own, complaints.append))
    return Application(
        stack=plan.stage.stack,
        region=plan.stage.region,
        functions=tuple(
            replace(each, environment=_with_secrets(clients, each.environment))
            for each in assembly.functions(own)
        ),
        apis=apis,
        mappings=tuple(assembly.mappings(own)),
        schedules=schedules,
        outputs=_outputs(plan, deployed),
        resources=ids,
        warnings=(
            *plan.warnings,
            *_without_code(plan),
            *warnings,
            *complaints,
            *unserved,
        ),
    )


def _wanted(plan: Plan) -> tuple[tuple[str, str], ...]:
    """The attributes of the emulator's resources that anything refers to."""
    properties: list[Json] = [
        each.properties
        for resources in (plan.rewritten.own, plan.rewritten.emulated)
        for each in resources.values()
    ]
    found = _attributes([*properties, *plan.settled.outputs.values()])
    return tuple(sorted({key for key in found if key[0] in plan.rewritten.emulated}))


def _attributes(value: Json) -> Iterator[tuple[str, str]]:
    match value:
        case {"Fn::GetAtt": [str(name), str(attribute)], **rest} if not rest:
            yield name, attribute
        case dict():
            for each in value.values():
                yield from _attributes(each)
        case list():
            for each in value:
                yield from _attributes(each)


def _scope(plan: Plan, deployed: Deployed) -> Scope:
    own = plan.names.scope(
        each
        for each in plan.settled.resources.values()
        if each.logical_id not in plan.rewritten.emulated
    )
    return Scope(
        {
            **pseudo_parameters(plan.stage.stack, plan.stage.region),
            **own.references,
            **deployed.references,
        },
        {**own.attributes, **deployed.attributes},
    )


def _resolved(
    plan: Plan, resources: Mapping[str, Resource], deployed: Deployed
) -> dict[str, Resource]:
    """The resources with every reference resolved; raises DeploymentError where one is left."""
    scope = _scope(plan, deployed)
    result = {}
    for name, each in resources.items():
        properties = an_object(evaluate(each.properties, scope))
        if left := unresolved(properties):
            place = plan.template.place(name)
            raise DeploymentError(f"{place}: {name}: the local cloud cannot resolve {left}.")
        result[name] = replace(each, properties=properties)
    return result


def _outputs(plan: Plan, deployed: Deployed) -> dict[str, str]:
    scope = _scope(plan, deployed)
    values = {name: evaluate(value, scope) for name, value in plan.settled.outputs.items()}
    return {name: a_text(value) for name, value in values.items() if not unresolved(value)}


def _own_ids(plan: Plan) -> dict[str, str]:
    scope = plan.names.scope(plan.rewritten.own.values())
    return {name: a_text(value) for name, value in scope.references.items()}


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


def _with_secrets(clients: Clients, environment: Mapping[str, str]) -> dict[str, str]:
    """The variables, with dynamic references looked up in the emulator."""
    return {
        name: _DYNAMIC.sub(lambda found: _looked_up(clients, found), value)
        for name, value in environment.items()
    }


def _looked_up(clients: Clients, found: re.Match[str]) -> str:
    service, reference = found.groups()
    if service == "secretsmanager":
        secret_id, _, rest = reference.partition(":SecretString")
        text = clients.client(service).get_secret_value(SecretId=secret_id)["SecretString"]
        key = next(filter(None, rest.split(":")), None)
        return a_text(an_object(json.loads(text)).get(key)) if key else a_text(text)
    name = reference.split(":")[0]
    parameter = clients.client("ssm").get_parameter(Name=name, WithDecryption=True)
    return a_text(parameter["Parameter"]["Value"])
