"""The changes that a deployment makes to the stacks, and to the resources of a stack."""

from scaffold.cloudformation.changeset.resources import Action, ResourceChange, resource_changes
from scaffold.cloudformation.changeset.stacks import (
    StackChange,
    keeps_a_stack,
    read_stacks,
    stack_changes,
)

__all__ = [
    "Action",
    "ResourceChange",
    "StackChange",
    "keeps_a_stack",
    "read_stacks",
    "resource_changes",
    "stack_changes",
]
