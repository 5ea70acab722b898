"""What a deployment would do to the resources of a stack."""

from scaffold.resources.changes import Action, ResourceChange, resource_changes
from scaffold.resources.template import TemplateError

__all__ = ["Action", "ResourceChange", "TemplateError", "resource_changes"]
