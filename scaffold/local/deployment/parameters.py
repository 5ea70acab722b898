"""The values of a template's parameters, and what samconfig.toml says of a stage."""

from __future__ import annotations

import re
import shlex
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

from scaffold.local.deployment.template import Template, TemplateError
from scaffold.local.deployment.values import a_list, a_text, an_object

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scaffold.local.application import Json

_NOT_IN_A_STACK_NAME: Final = re.compile(r"[^A-Za-z0-9-]+")
_LONGEST_NAME: Final = 128


@dataclass(frozen=True, slots=True)
class Stage:
    """How a stage is deployed: the name and the region of its stack, and its parameters."""

    stack: str
    region: str = "us-east-1"
    parameters: Mapping[str, str] = field(default_factory=dict)


def read_stage(root: Path, name: str | None = None) -> Stage:
    """What samconfig.toml says of a stage, the first that it deploys if none is named.

    Without that file: a stack named after the folder.
    """
    path = root / "samconfig.toml"
    settings: dict[str, Json] = {}
    if path.exists():
        try:
            config = cast("dict[str, Json]", tomllib.loads(path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise TemplateError(f"{path.name}: cannot be read: {error}") from error
        for environment in ("default", name or _first_stage(config)):
            commands = an_object(config.get(environment))
            for command in ("global", "deploy"):
                settings |= an_object(an_object(commands.get(command)).get("parameters"))
    fallback = _NOT_IN_A_STACK_NAME.sub("-", root.resolve().name).strip("-") or "app"
    stack = a_text(settings.get("stack_name"), fallback)
    return Stage(
        stack=stack[:_LONGEST_NAME],
        region=a_text(settings.get("region"), "us-east-1"),
        parameters=_overrides(settings.get("parameter_overrides")),
    )


def _first_stage(config: Mapping[str, Json]) -> str:
    """The first environment that is deployed; the default alone may be all there is."""
    deployed = (name for name, commands in config.items() if "deploy" in an_object(commands))
    return next((name for name in deployed if name != "default"), "default")


def _overrides(value: Json) -> dict[str, str]:
    """`A=1 B="x y"`, a list of such texts, or a table."""
    if isinstance(value, dict):
        return {name: a_text(given) for name, given in value.items()}
    words = [word for text in a_list(value) for word in shlex.split(a_text(text))]
    pairs = (word.partition("=") for word in words)
    return {name: given for name, _, given in pairs}


def settle_parameters(template: Template, overrides: Mapping[str, str]) -> dict[str, Json]:
    """Every parameter's value: the override, or the default; checked as the service does."""
    declared = an_object(template.body.get("Parameters"))
    values: dict[str, Json] = {}
    problems: list[str] = []
    for name, declaration in declared.items():
        options = an_object(declaration)
        given: Json = overrides.get(name, options.get("Default"))
        problem = _problem(given, options)
        if problem:
            problems.append(f"{template.path.name}: parameter {name} {problem}")
        else:
            values[name] = _typed(given, a_text(options.get("Type"), "String"))
    if problems:
        raise TemplateError("\n".join(problems))
    return values


def _problem(given: Json, options: Mapping[str, Json]) -> str | None:
    kind = a_text(options.get("Type"), "String")
    if kind.startswith("AWS::SSM::Parameter::"):
        return f"is a {kind}, which the local cloud cannot look up; give it a plain type."
    if given is None:
        return "has neither a value nor a default; name it in parameter_overrides."
    text = a_text(given)
    hint = a_text(options.get("ConstraintDescription"))
    reason = f": {hint}." if hint else "."
    allowed = a_list(options.get("AllowedValues"))
    if allowed and text not in map(a_text, allowed):
        return f"is {text!r}, not one of {', '.join(map(a_text, allowed))}{reason}"
    pattern = a_text(options.get("AllowedPattern"))
    if pattern and not re.fullmatch(pattern, text):
        return f"is {text!r}, which does not match {pattern}{reason}"
    if kind == "Number" and not re.fullmatch(r"[-+]?\d+(\.\d+)?", text):
        return f"is {text!r}, not a number{reason}"
    return None


def _typed(given: Json, kind: str) -> Json:
    if kind == "CommaDelimitedList" or kind.startswith("List<"):
        return [item.strip() for item in a_text(given).split(",")]
    return a_text(given)
