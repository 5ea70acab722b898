"""Templates, parameters and stages of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scaffold.cloudformation.template import TemplateError, load_template
from scaffold.local.deployment import planning
from scaffold.local.deployment.parameters import read_stage, resolve_parameters

if TYPE_CHECKING:
    from pathlib import Path


def write(root: Path, text: str) -> Path:
    """Write a project with this template."""
    path = root / "template.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_unsupported_transform_is_an_error(tmp_path: Path) -> None:
    """A macro cannot run locally."""
    write(tmp_path, "Transform: Custom\nResources: {}")
    with pytest.raises(TemplateError, match="the transform Custom isn't supported locally"):
        planning.plan_deployment(tmp_path)


def test_a_missing_template_is_an_error(tmp_path: Path) -> None:
    """The error names the file."""
    with pytest.raises(TemplateError, match=r"no template\.yaml found"):
        planning.plan_deployment(tmp_path)


PARAMETERS = """
Parameters:
  Stage: {Type: String, AllowedValues: [dev, prod], Default: dev}
  Count: {Type: Number, Default: 3}
  Origin: {Type: String, AllowedPattern: "https?://.+", ConstraintDescription: must be a URL}
  Zones: {Type: CommaDelimitedList, Default: "a, b"}
Resources: {Q: {Type: AWS::SQS::Queue}}
"""


def test_parameters_have_defaults_and_overrides(tmp_path: Path) -> None:
    """Lists are split, numbers are strings."""
    found = load_template(write(tmp_path, PARAMETERS))
    assert resolve_parameters(found, {"Origin": "http://localhost", "Stage": "prod"}) == {
        "Stage": "prod",
        "Count": "3",
        "Origin": "http://localhost",
        "Zones": ["a", "b"],
    }


def test_all_invalid_parameters_are_reported_together(tmp_path: Path) -> None:
    """A missing value, a disallowed value and a malformed number."""
    found = load_template(write(tmp_path, PARAMETERS))
    with pytest.raises(TemplateError) as raised:
        resolve_parameters(found, {"Stage": "qa", "Count": "many"})
    message = str(raised.value)
    assert "parameter Stage is 'qa', not one of dev, prod" in message
    assert "parameter Count is 'many', not a number" in message
    assert (
        "parameter Origin has no value: set it in parameter_overrides of samconfig.toml" in message
    )


def test_ssm_parameter_types_are_unsupported(tmp_path: Path) -> None:
    """The error names the parameter and its type."""
    text = (
        "Parameters: {P: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /x}}\nResources: {}"
    )
    found = load_template(write(tmp_path, text))
    with pytest.raises(TemplateError, match="parameter P has the type AWS::SSM::Parameter"):
        resolve_parameters(found, {})


def test_samconfig_has_stack_region_and_parameters(tmp_path: Path) -> None:
    """A stage's section overrides `default`."""
    (tmp_path / "samconfig.toml").write_text(
        """
[default.global.parameters]
stack_name = "shared"
[dev.deploy.parameters]
region = "ap-northeast-2"
parameter_overrides = 'Stage=dev Title="Two words"'
"""
    )
    stage = read_stage(tmp_path)
    assert (stage.stack, stage.region) == ("shared", "ap-northeast-2")
    assert stage.parameters == {"Stage": "dev", "Title": "Two words"}


def test_the_default_stage_is_the_first_deployed(tmp_path: Path) -> None:
    """`default` is not a stage."""
    (tmp_path / "samconfig.toml").write_text(
        """
[default.build.parameters]
beta_features = true
[trial.deploy.parameters]
stack_name = "app-trial"
[live.deploy.parameters]
stack_name = "app-live"
"""
    )
    assert read_stage(tmp_path).stack == "app-trial"
    assert read_stage(tmp_path, "live").stack == "app-live"


def test_without_samconfig_the_stack_is_named_after_the_folder(tmp_path: Path) -> None:
    """The name is one that CloudFormation accepts."""
    root = tmp_path / "my app_1"
    root.mkdir()
    assert read_stage(root).stack == "my-app-1"


def test_invalid_samconfig_is_an_error(tmp_path: Path) -> None:
    """The error names the file."""
    (tmp_path / "samconfig.toml").write_text("[dev")
    with pytest.raises(TemplateError, match=r"samconfig\.toml: cannot be read"):
        read_stage(tmp_path)
