"""The values of a template's parameters, and the stages of samconfig.toml."""

from __future__ import annotations

import re
import shlex
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

from scaffold.cloudformation.template import Template, TemplateError
from scaffold.cloudformation.values import as_list, as_object, as_text
from scaffold.files import read_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scaffold.cloudformation.values import Json

_NOT_IN_A_STACK_NAME: Final = re.compile(r"[^A-Za-z0-9-]+")
_LONGEST_NAME: Final = 128


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage's stack name, region and parameters."""

    stack: str
    region: str = "us-east-1"
    parameters: Mapping[str, str] = field(default_factory=dict)


def read_stage(root: Path, name: str | None = None) -> Stage:
    """Return a stage of samconfig.toml, by default the first that it deploys.

    Without that file, the stack is named after the folder. Raises TemplateError.
    """
    path = root / "samconfig.toml"
    settings: dict[str, Json] = {}
    if path.exists():
        try:
            config = cast("dict[str, Json]", tomllib.loads(read_file(path).decode()))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
            raise TemplateError(f"{path.name}: cannot be read: {error}") from error
        for environment in ("default", name or _first_stage(config)):
            commands = as_object(config.get(environment))
            for command in ("global", "deploy"):
                settings |= as_object(as_object(commands.get(command)).get("parameters"))
    fallback = _NOT_IN_A_STACK_NAME.sub("-", root.resolve().name).strip("-") or "app"
    stack = as_text(settings.get("stack_name"), fallback)
    return Stage(
        stack=stack[:_LONGEST_NAME],
        region=as_text(settings.get("region"), "us-east-1"),
        parameters=_overrides(settings.get("parameter_overrides")),
    )


def _first_stage(config: Mapping[str, Json]) -> str:
    """Return the first environment that is deployed, `default` last."""
    deployed = (name for name, commands in config.items() if "deploy" in as_object(commands))
    return next((name for name in deployed if name != "default"), "default")


def _overrides(value: Json) -> dict[str, str]:
    """Parse `A=1 B="x y"`, a list of such strings, or a table."""
    if isinstance(value, dict):
        return {name: as_text(item) for name, item in value.items()}
    words = [word for text in as_list(value) for word in shlex.split(as_text(text))]
    pairs = (word.partition("=") for word in words)
    return {name: text for name, _, text in pairs}


def resolve_parameters(template: Template, overrides: Mapping[str, str]) -> dict[str, Json]:
    """Return each parameter's override or default; raises TemplateError for invalid values."""
    declared = as_object(template.body.get("Parameters"))
    values: dict[str, Json] = {}
    problems: list[str] = []
    for name, declaration in declared.items():
        options = as_object(declaration)
        value: Json = overrides.get(name, options.get("Default"))
        problem = _problem(value, options)
        if problem:
            problems.append(f"{template.path.name}: parameter {name} {problem}")
        else:
            values[name] = _typed(value, as_text(options.get("Type"), "String"))
    if problems:
        raise TemplateError("\n".join(problems))
    return values


def _problem(value: Json, options: Mapping[str, Json]) -> str | None:
    kind = as_text(options.get("Type"), "String")
    if kind.startswith("AWS::SSM::Parameter::"):
        return f"has the type {kind}, which isn't supported locally: use String."
    if value is None:
        return "has no value: set it in parameter_overrides of samconfig.toml."
    text = as_text(value)
    hint = as_text(options.get("ConstraintDescription"))
    reason = f": {hint}." if hint else "."
    allowed = as_list(options.get("AllowedValues"))
    if allowed and text not in map(as_text, allowed):
        return f"is {text!r}, not one of {', '.join(map(as_text, allowed))}{reason}"
    pattern = as_text(options.get("AllowedPattern"))
    if pattern and not re.fullmatch(pattern, text):
        return f"is {text!r}, which does not match {pattern}{reason}"
    if kind == "Number" and not re.fullmatch(r"[-+]?\d+(\.\d+)?", text):
        return f"is {text!r}, not a number{reason}"
    return None


def _typed(value: Json, kind: str) -> Json:
    if kind == "CommaDelimitedList" or kind.startswith("List<"):
        return [item.strip() for item in as_text(value).split(",")]
    return as_text(value)
