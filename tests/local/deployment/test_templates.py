"""Reading templates, their parameters and their loops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scaffold.cloudformation.template import TemplateError, load_template
from scaffold.local.deployment import planning
from scaffold.local.deployment.parameters import read_stage, resolve_parameters

if TYPE_CHECKING:
    from pathlib import Path


def write(root: Path, text: str) -> Path:
    """A project with this template."""
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


def test_parameters_take_defaults_and_overrides(tmp_path: Path) -> None:
    """An override goes before the default; lists are split, numbers are texts."""
    found = load_template(write(tmp_path, PARAMETERS))
    assert resolve_parameters(found, {"Origin": "http://localhost", "Stage": "prod"}) == {
        "Stage": "prod",
        "Count": "3",
        "Origin": "http://localhost",
        "Zones": ["a", "b"],
    }


def test_every_wrong_parameter_is_named_at_once(tmp_path: Path) -> None:
    """A missing value, a value that is not allowed and a number that is none, in one message."""
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


def test_samconfig_says_how_a_stage_is_deployed(tmp_path: Path) -> None:
    """The stage's own section goes before `default`, and names stack, region and parameters."""
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


def test_the_first_stage_of_samconfig_is_deployed_unless_one_is_named(tmp_path: Path) -> None:
    """Stages have names of their own; `default` is none."""
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


def test_without_samconfig_the_folder_names_the_stack(tmp_path: Path) -> None:
    """A folder's name becomes a name that CloudFormation accepts."""
    root = tmp_path / "my app_1"
    root.mkdir()
    assert read_stage(root).stack == "my-app-1"


def test_a_broken_samconfig_is_named(tmp_path: Path) -> None:
    """TOML that cannot be read is an error of the user's, not a traceback."""
    (tmp_path / "samconfig.toml").write_text("[dev")
    with pytest.raises(TemplateError, match=r"samconfig\.toml: cannot be read"):
        read_stage(tmp_path)
