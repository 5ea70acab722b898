"""Two templates of a stack -> what a deployment of the second would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from scaffold.resources import losses, replacement
from scaffold.resources.template import read_template

if TYPE_CHECKING:
    from collections.abc import Collection

    from scaffold.resources.template import Resource, Template

Action: TypeAlias = Literal["added", "changed", "replaced", "removed", "refused"]


@dataclass(frozen=True, slots=True)
class ResourceChange:
    """What happens to a resource.

    `refused` is what CloudFormation would not do: the whole deployment is rolled back.
    `properties` are those that change or, where it is replaced or refused, those that cause it.
    `warning` says what would be lost, or fail, and what to do instead.
    """

    logical_id: str
    type: str
    action: Action
    properties: tuple[str, ...] = ()
    warning: str | None = None


def resource_changes(old_template: str, new_template: str) -> tuple[ResourceChange, ...]:
    """What deploying a template over another does, in the new one's order, removals last.

    Resources are compared as the templates name them: those that SAM makes of one are not listed,
    and values of parameters are not known. Raises TemplateError for a text that is no template.
    """
    if old_template == new_template:
        return ()
    old, new = read_template(old_template), read_template(new_template)
    replaced = _replaced(old, new)
    found = [
        _compared(old.resources[name], resource, new, replaced)
        if name in old.resources
        else ResourceChange(name, resource.type, "added")
        for name, resource in new.resources.items()
    ]
    removed = [
        ResourceChange(
            name, resource.type, "removed", warning=losses.on_removal(resource, old.conditions)
        )
        for name, resource in old.resources.items()
        if name not in new.resources
    ]
    return tuple(change for change in (*found, *removed) if change)


def _replaced(old: Template, new: Template) -> frozenset[str]:
    """What is replaced, and what has to follow because it is bound to such a resource for good."""
    replaced: frozenset[str] = frozenset()
    while True:
        more = frozenset(
            name
            for name, resource in new.resources.items()
            if name in old.resources
            and old.resources[name].type == resource.type
            and replacement.replacing(old.resources[name], resource, replaced)
        )
        if more == replaced:
            return replaced
        replaced = more


def _compared(
    old: Resource, new: Resource, template: Template, replaced: Collection[str]
) -> ResourceChange | None:
    """What happens to a resource that both templates have."""
    return (
        _another_type(old, new)
        or _another_pool(old, new)
        or _another_one(old, new, template, replaced)
        or _indexes_in_turn(old, new)
        or _an_update(old, new, replaced)
    )


def _another_type(old: Resource, new: Resource) -> ResourceChange | None:
    if old.type == new.type:
        return None
    warning = (
        f"CloudFormation does not turn {old.type} into it:"
        " give it another logical id, or deploy once without it."
    )
    return ResourceChange(new.logical_id, new.type, "refused", ("Type",), warning)


def _another_pool(old: Resource, new: Resource) -> ResourceChange | None:
    settings = replacement.refused_settings(old, new)
    if not settings:
        return None
    warning = (
        f"Cognito does not change {' and '.join(settings)} of a user pool: take the change back."
        " Another pool, under another logical id, would start without the users of this one."
    )
    return ResourceChange(new.logical_id, new.type, "refused", settings, warning)


def _another_one(
    old: Resource, new: Resource, template: Template, replaced: Collection[str]
) -> ResourceChange | None:
    causes = replacement.replacing(old, new, replaced)
    if not causes:
        return None
    warning = losses.on_replacement(new, causes, template.conditions)
    return ResourceChange(new.logical_id, new.type, "replaced", causes, warning)


def _indexes_in_turn(old: Resource, new: Resource) -> ResourceChange | None:
    steps = replacement.index_steps(old, new)
    if len(steps) <= 1:
        return None
    warning = (
        "DynamoDB drops or makes one index a deployment, and rolls back what asks for more."
        f" Deploy in turn: {', '.join(steps)}; keep the others in template.yaml as they are until"
        " then, and wait until a new index is ACTIVE."
    )
    properties = ("GlobalSecondaryIndexes",)
    return ResourceChange(new.logical_id, new.type, "refused", properties, warning)


def _an_update(old: Resource, new: Resource, replaced: Collection[str]) -> ResourceChange | None:
    properties = replacement.different(old, new, replaced)
    if not properties:
        return None
    warning = None
    if "Condition" in properties:
        warning = losses.on_condition(new)
    elif not replacement.known(new.type):
        warning = "scaffold does not know which properties of this type cannot be changed."
    return ResourceChange(new.logical_id, new.type, "changed", properties, warning)
