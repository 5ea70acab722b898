"""What a deployment would do to the resources of a stack."""

from scaffold.cloudformation.changeset.changes import Action, ResourceChange, resource_changes
from scaffold.cloudformation.changeset.stacks import (
    StackChange,
    keeps_a_stack,
    read_stacks,
    stack_changes,
)
from scaffold.cloudformation.template import TemplateError

__all__ = [
    "Action",
    "ResourceChange",
    "StackChange",
    "TemplateError",
    "keeps_a_stack",
    "read_stacks",
    "resource_changes",
    "stack_changes",
]
