"""A function's document -> the resolved function, within the limits of Lambda."""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final

from scaffold.names import Identifier, Name
from scaffold.spec.grammar import words
from scaffold.spec.kinds.function.entity import Function, Grant, Uses
from scaffold.spec.kinds.function.trigger_type import MAX_TIMEOUT, TIMEOUT_REASON

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.spec.kinds.function.document import FunctionDocument, UsesDocument
    from scaffold.spec.resolution import Path, Resolution

MAX_ENVIRONMENT: Final = 3000
_ENVIRONMENT_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]+")
# https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
_RESERVED_VARIABLES: Final = words(
    """_HANDLER _X_AMZN_TRACE_ID LAMBDA_TASK_ROOT LAMBDA_RUNTIME_DIR TZ LANG PATH LD_LIBRARY_PATH
    PYTHONPATH STAGE IDEMPOTENCY_TABLE USER_POOL_ID"""
)
_RESERVED_PREFIXES: Final = ("AWS_", "LAMBDA_", "POWERTOOLS_")
_RESERVED_SUFFIXES: Final = ("_TABLE", "_BUCKET", "_FUNCTION")


def resolve_function(resolution: Resolution, name: str, document: FunctionDocument) -> Function:
    """Return the function; its triggers resolve by their rows in the table."""
    path: Path = ("functions", name)
    triggers = document.trigger or []
    places: list[Path] = [(*path, "trigger", position) for position in range(len(triggers))]
    if len(triggers) == 1:
        places = [(*path, "trigger")]
    _check_timeout(resolution, path, document)
    _check_environment(resolution, (*path, "env"), document.env)
    return Function(
        name=Name(name),
        renamed_from=Name(document.renamed_from) if document.renamed_from else None,
        triggers=tuple(
            trigger.type.resolve(resolution, place, trigger)
            for place, trigger in zip(places, triggers, strict=True)
        ),
        uses=_uses(document.uses),
        env=tuple((Identifier(key), value) for key, value in document.env.items()),
        memory=document.memory,
        timeout=document.timeout,
    )


def check_functions(resolution: Resolution, functions: tuple[Function, ...]) -> None:
    """Add an error for functions that call each other in a cycle.

    CloudFormation gives a function the names of those that it calls, so they must exist first.
    """
    calls = {function.name: function.uses.functions for function in functions}
    try:
        TopologicalSorter(calls).prepare()
    except CycleError as error:
        cycle = error.args[1][::-1]
        message = f"{' -> '.join(cycle)} is a cycle: no function could be deployed first"
        resolution.add_error(("functions", cycle[0], "uses", "functions"), message)


def _uses(uses: UsesDocument) -> Uses:
    return Uses(
        models=_grants(uses.models),
        buckets=_grants(uses.buckets),
        functions=tuple(map(Name, uses.functions)),
    )


def _grants(permissions: Mapping[str, str]) -> tuple[Grant, ...]:
    return tuple(Grant(Name(name), level == "write") for name, level in permissions.items())


def _check_timeout(resolution: Resolution, path: Path, document: FunctionDocument) -> None:
    types = [trigger.type for trigger in document.trigger or []]
    limits = [(row.max_timeout, row.timeout_reason) for row in types]
    longest, reason = min([(MAX_TIMEOUT, TIMEOUT_REASON), *limits])
    if document.timeout > longest:
        resolution.add_error((*path, "timeout"), reason)


def _check_environment(resolution: Resolution, path: Path, env: Mapping[str, str]) -> None:
    for name, value in env.items():
        if problem := _variable_problem(name):
            resolution.add_error((*path, name), problem, on_key=True)
        if "{{resolve:" in value:
            message = "CloudFormation would resolve {{resolve:, not pass it on as it is"
            resolution.add_error((*path, name), message)
    size = sum(len(name) + len(value.encode()) for name, value in env.items())
    if size > MAX_ENVIRONMENT:
        message = f"{size} bytes; Lambda takes 4 KB, of which 3,000 bytes are yours"
        resolution.add_error(path, message)


def _variable_problem(name: str) -> str | None:
    if not _ENVIRONMENT_NAME.fullmatch(name):
        return "use two or more letters, digits and underscores, starting with a letter: LOG_DETAIL"
    if name in _RESERVED_VARIABLES:
        return f'"{name}" is already set: choose another name'
    for prefix in _RESERVED_PREFIXES:
        if name.startswith(prefix):
            return f'names that start with "{prefix}" are reserved'
    for suffix in _RESERVED_SUFFIXES:
        if name.endswith(suffix):
            return f'names that end with "{suffix}" are reserved for what the function uses'
    return None
