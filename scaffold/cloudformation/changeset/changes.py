"""Two templates of a stack -> what a deployment of the second would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from scaffold.cloudformation import updates
from scaffold.cloudformation.changeset import losses
from scaffold.cloudformation.template import read_template

if TYPE_CHECKING:
    from collections.abc import Collection

    from scaffold.cloudformation.template import Resource, Template

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
    altered = _altered(old, new)
    found = [
        _compared(name, old, new, altered)
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


def _altered(old: Template, new: Template) -> frozenset[str]:
    """The names that mean something else now.

    Conditions that hold in other cases; resources that are replaced, and those that have to follow
    because they are bound to such a name for good.
    """
    altered: frozenset[str] = frozenset()
    while True:
        conditions = (
            name
            for name, condition in new.conditions.items()
            if name in old.conditions and updates.differs(old.conditions[name], condition, altered)
        )
        replaced = (
            name
            for name, resource in new.resources.items()
            if name in old.resources
            and old.resources[name].type == resource.type
            and updates.replacing(old.resources[name], resource, altered)
        )
        more = frozenset([*conditions, *replaced])
        if more == altered:
            return altered
        altered = more


def _compared(
    name: str, old: Template, new: Template, altered: Collection[str]
) -> ResourceChange | None:
    """What happens to a resource that both templates have."""
    before, after = old.resources[name], new.resources[name]
    return (
        _another_type(before, after)
        or _another_pool(before, after)
        or _another_one(before, after, new, altered)
        or _indexes_in_turn(before, after)
        or _an_update(name, old, new, altered)
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
    settings = updates.refused_settings(old, new)
    if not settings:
        return None
    warning = (
        f"Cognito does not change {' and '.join(settings)} of a user pool: take the change back."
        " Another pool, under another logical id, would start without the users of this one."
    )
    return ResourceChange(new.logical_id, new.type, "refused", settings, warning)


def _another_one(
    old: Resource, new: Resource, template: Template, altered: Collection[str]
) -> ResourceChange | None:
    causes = updates.replacing(old, new, altered)
    if not causes:
        return None
    warning = losses.on_replacement(new, causes, template.conditions)
    return ResourceChange(new.logical_id, new.type, "replaced", causes, warning)


def _indexes_in_turn(old: Resource, new: Resource) -> ResourceChange | None:
    steps = updates.index_steps(old, new)
    if len(steps) <= 1:
        return None
    warning = (
        "DynamoDB drops or makes one index a deployment, and rolls back what asks for more."
        f" Deploy in turn: {', '.join(steps)}; keep the others in template.yaml as they are until"
        " then, and wait until a new index is ACTIVE."
    )
    properties = ("GlobalSecondaryIndexes",)
    return ResourceChange(new.logical_id, new.type, "refused", properties, warning)


def _an_update(
    name: str, old: Template, new: Template, altered: Collection[str]
) -> ResourceChange | None:
    before, after = old.resources[name], new.resources[name]
    properties = updates.different(before, after, altered)
    if not properties:
        return None
    warning = losses.on_condition(after) if "Condition" in properties else None
    warning = warning or losses.on_policy(before, old.conditions, after, new.conditions)
    if warning is None and not updates.known(after.type):
        warning = "scaffold does not know which properties of this type cannot be changed."
    return ResourceChange(name, after.type, "changed", properties, warning)
