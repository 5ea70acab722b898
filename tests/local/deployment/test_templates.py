"""Reading templates, their parameters and their loops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scaffold.local.deployment import planning, template
from scaffold.local.deployment.parameters import read_stage, settle_parameters
from scaffold.local.deployment.template import TemplateError

if TYPE_CHECKING:
    from pathlib import Path


def write(root: Path, text: str) -> Path:
    """A project with this template."""
    path = root / "template.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_short_forms_become_long_ones(tmp_path: Path) -> None:
    """`!Ref`, `!GetAtt`, `!Sub` and the rest mean what their long forms mean; dates stay texts."""
    path = write(
        tmp_path,
        """
Conditions: {A: !Not [!Condition B]}
Resources:
  Q:
    Type: AWS::SQS::Queue
    Properties: {A: !Ref X, B: !GetAtt X.Y.Z, C: !Sub "${X}", D: !Join ["", [a]], V: 2012-10-17}
""",
    )
    assert template.load(path).body == {
        "Conditions": {"A": {"Fn::Not": [{"Condition": "B"}]}},
        "Resources": {
            "Q": {
                "Type": "AWS::SQS::Queue",
                "Properties": {
                    "A": {"Ref": "X"},
                    "B": {"Fn::GetAtt": ["X", "Y.Z"]},
                    "C": {"Fn::Sub": "${X}"},
                    "D": {"Fn::Join": ["", ["a"]]},
                    "V": "2012-10-17",
                },
            }
        },
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[1, 2", r"template\.yaml:\d+: is not YAML: "),
        ("just text", "mapping that has Resources"),
        ("Resources: [1]", "mapping that has Resources"),
        ("Transform: Custom\nResources: {}", "the transform Custom does not run here"),
        ("Resources: " + "[" * 200 + "]" * 200, "nested more than"),
        ("Resources: {A: !Sub [" + "x" * 2**20 + "]}", "at most"),
    ],
)
def test_what_is_no_template_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """A file that is no template is named, with the reason."""
    with pytest.raises(TemplateError, match=message):
        template.load(write(tmp_path, text))


def test_a_project_without_a_template_says_so(tmp_path: Path) -> None:
    """Nothing to run is an error that names what is missing."""
    with pytest.raises(TemplateError, match="there is no template"):
        planning.plan(tmp_path)


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
    found = template.load(write(tmp_path, PARAMETERS))
    assert settle_parameters(found, {"Origin": "http://localhost", "Stage": "prod"}) == {
        "Stage": "prod",
        "Count": "3",
        "Origin": "http://localhost",
        "Zones": ["a", "b"],
    }


def test_every_wrong_parameter_is_named_at_once(tmp_path: Path) -> None:
    """A missing value, a value that is not allowed and a number that is none, in one message."""
    found = template.load(write(tmp_path, PARAMETERS))
    with pytest.raises(TemplateError) as raised:
        settle_parameters(found, {"Stage": "qa", "Count": "many"})
    message = str(raised.value)
    assert "parameter Stage is 'qa', not one of dev, prod" in message
    assert "parameter Count is 'many', not a number" in message
    assert "parameter Origin has neither a value nor a default" in message


def test_a_parameter_from_the_parameter_store_is_refused(tmp_path: Path) -> None:
    """What the local cloud cannot look up is refused by name."""
    text = (
        "Parameters: {P: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /x}}\nResources: {}"
    )
    found = template.load(write(tmp_path, text))
    with pytest.raises(TemplateError, match="parameter P is a AWS::SSM::Parameter::Value<String>"):
        settle_parameters(found, {})


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
