"""Planning a deployment: everything that needs no emulator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scaffold.cloudformation.template import Template, TemplateError, load_template
from scaffold.cloudformation.values import as_list
from scaffold.local.deployment.evaluation import (
    EvaluatedTemplate,
    evaluate_template,
    template_scope,
)
from scaffold.local.deployment.language_extensions import LANGUAGE_EXTENSIONS, expand
from scaffold.local.deployment.names import Names
from scaffold.local.deployment.parameters import Stage, read_stage, resolve_parameters
from scaffold.local.deployment.rewriting import RewrittenTemplate, rewrite
from scaffold.local.deployment.translation import SAM, Code, translate
from scaffold.local.deployment.validation import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

FILE_NAMES: Final = ("template.yaml", "template.yml", "template.json")


@dataclass(frozen=True, slots=True)
class DeploymentPlan:
    """A template, translated, evaluated and split between emulator and local cloud."""

    template: Template
    stage: Stage
    names: Names
    evaluated: EvaluatedTemplate
    rewritten: RewrittenTemplate
    code: Mapping[str, Code]
    warnings: tuple[str, ...]


def find_template(root: Path) -> Path:
    """Return the path of a project's template; raises TemplateError."""
    for name in FILE_NAMES:
        if (root / name).is_file():
            return root / name
    raise TemplateError(f"{root}: no {FILE_NAMES[0]} found.")


def plan_deployment(
    root: Path,
    *,
    stage: str | None = None,
    overrides: Mapping[str, str] | None = None,
    api_endpoint: Callable[[str], str] | None = None,
) -> DeploymentPlan:
    """Plan the deployment of a project; takes half a second, mostly to import the translator.

    `overrides` take precedence over the parameters in samconfig.toml. `api_endpoint` returns the
    address of an API by its logical ID, by default that on AWS. Raises TemplateError.
    """
    template = load_template(find_template(root))
    _check_transforms(template)
    settings = read_stage(root, stage)
    parameters = resolve_parameters(template, {**settings.parameters, **(overrides or {})})
    known = template_scope(template.body, parameters, settings.stack, settings.region)
    translation = translate(template, expand(template.body, known), parameters)
    scope = template_scope(translation.body, parameters, settings.stack, settings.region)
    evaluated = evaluate_template(template, translation.body, scope)
    names = Names(settings.stack, settings.region, api_endpoint)
    rewritten = rewrite(evaluated, names)
    warnings = (*rewritten.warnings, *validate(evaluated))
    return DeploymentPlan(
        template, settings, names, evaluated, rewritten, translation.code, warnings
    )


def _check_transforms(template: Template) -> None:
    for transform in as_list(template.body.get("Transform")):
        if transform not in {SAM, LANGUAGE_EXTENSIONS}:
            raise TemplateError(
                f"{template.path.name}: the transform {transform} isn't supported locally."
            )
