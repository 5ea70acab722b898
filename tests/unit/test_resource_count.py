"""A spec that needs more resources than a CloudFormation stack holds is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cloudformation
import goldens
import pytest

from scaffold import pipeline
from scaffold.errors import SpecError
from scaffold.generate import application
from scaffold.generate.examples import example_names
from scaffold.generate.resource_count import UncountedError, resource_count

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = [
    *(pytest.param(goldens.golden_case, name, id=name) for name in goldens.case_names()),
    *(pytest.param(goldens.example_case, name, id=f"example-{name}") for name in example_names()),
]
# 59 models with 5 routes each stay below 300 routes.
LARGE = "# my app\nscaffold: 1\napp: large-app\nauth:\nmodels:\n" + "".join(
    f"  m{number}x: {{fields: {{a: string}}}}\n" for number in range(59)
)


@pytest.mark.parametrize(("read", "name"), CASES)
def test_resource_count_is_that_of_the_sam_translator(
    read: Callable[[str], goldens.Case], name: str
) -> None:
    """SAM's own translator makes as many resources of template.yaml as are counted in its text."""
    case = read(name)
    expected = len(cloudformation.translation(case)["Resources"])

    assert resource_count(case.files[cloudformation.TEMPLATE].decode()) == expected


def test_spec_with_too_many_resources_is_an_error_at_its_start() -> None:
    """It is placed at the first key of the spec."""
    with pytest.raises(SpecError) as caught:
        application.read_spec(LARGE)

    [diagnostic] = caught.value.diagnostics
    assert (diagnostic.line, diagnostic.column) == (2, 1)
    assert diagnostic.message.endswith("resources; a CloudFormation stack holds 500")


def test_new_project_with_too_many_resources_is_an_error() -> None:
    """`new` refuses what `check` refuses."""
    with pytest.raises(SpecError, match="a CloudFormation stack holds 500"):
        pipeline.new_project(LARGE)


@pytest.mark.parametrize(
    "resource",
    ["    Type: AWS::Serverless::StateMachine\n", "          Type: ScheduleV2\n"],
)
def test_sam_type_without_a_known_expansion_is_an_error(resource: str) -> None:
    """Whoever adds one to the templates is told to count it."""
    with pytest.raises(UncountedError):
        resource_count(f"Transform: x\n\nResources:\n  Thing:\n{resource}\nOutputs:\n")
