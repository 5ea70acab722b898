"""What a template amounts to, before anything is deployed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scaffold.local.deployment import template as templates
from scaffold.local.deployment.checking import check
from scaffold.local.deployment.language import expand
from scaffold.local.deployment.names import Names
from scaffold.local.deployment.parameters import Stage, read_stage, settle_parameters
from scaffold.local.deployment.rewriting import Rewritten, rewrite
from scaffold.local.deployment.settling import Settled, scope_of, settle
from scaffold.local.deployment.template import Template, TemplateError
from scaffold.local.deployment.translation import Code, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

NAMES: Final = ("template.yaml", "template.yml", "template.json")


@dataclass(frozen=True, slots=True)
class Plan:
    """A template, decided, translated and split: ready to be deployed to the emulator."""

    template: Template
    stage: Stage
    names: Names
    settled: Settled
    rewritten: Rewritten
    code: Mapping[str, Code]
    warnings: tuple[str, ...]


def find_template(root: Path) -> Path:
    """The template of a project."""
    for name in NAMES:
        if (root / name).is_file():
            return root / name
    raise TemplateError(f"{root}: there is no {NAMES[0]} to run.")


def plan(
    root: Path,
    *,
    stage: str | None = None,
    overrides: Mapping[str, str] | None = None,
    api_endpoint: Callable[[str], str] | None = None,
) -> Plan:
    """Read and translate a project; takes half a second, mostly the translator's import.

    `overrides` go before the parameters in samconfig.toml. `api_endpoint` gives the address of
    an API by its logical id; without it, that of AWS.
    """
    template = templates.load(find_template(root))
    deployed = read_stage(root, stage)
    parameters = settle_parameters(template, {**deployed.parameters, **(overrides or {})})
    known = scope_of(template.body, parameters, deployed.stack, deployed.region)
    translation = translate(template, expand(template.body, known), parameters)
    scope = scope_of(translation.body, parameters, deployed.stack, deployed.region)
    settled = settle(template, translation.body, scope)
    names = Names(deployed.stack, deployed.region, api_endpoint)
    rewritten = rewrite(settled, names)
    warnings = (*rewritten.warnings, *check(settled))
    return Plan(template, deployed, names, settled, rewritten, translation.code, warnings)
