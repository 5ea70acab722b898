"""The changes that deploying one template over another makes to the stack's resources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from scaffold.cloudformation import data_loss, expiry, safeguards, updates
from scaffold.cloudformation.template import TemplateError, parse_template

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from scaffold.cloudformation.template import Resource
    from scaffold.cloudformation.values import JsonObject

Action: TypeAlias = Literal["added", "changed", "replaced", "removed", "refused"]


@dataclass(frozen=True, slots=True)
class ResourceChange:
    """A change to a resource.

    `refused` means that the deployment fails and is rolled back. `properties` are those that
    change or, for `replaced` and `refused`, those that cause it. `warning` says what is lost or
    fails, and what to do instead.
    """

    logical_id: str
    type: str
    action: Action
    properties: tuple[str, ...] = ()
    warning: str | None = None


class _Side(NamedTuple):
    """The parts of a template that are compared."""

    resources: Mapping[str, Resource]
    conditions: JsonObject


def resource_changes(
    old_template: str | bytes, new_template: str | bytes
) -> tuple[ResourceChange, ...]:
    """Return the changes that deploying a template over another makes, removals last.

    Compares resources as declared: those that SAM generates are not listed, and the values of
    parameters are unknown. Raises TemplateError.
    """
    if old_template == new_template:
        return ()
    old, new = _read(old_template), _read(new_template)
    altered = updates.altered_names(old.resources, new.resources, old.conditions, new.conditions)
    updated = [
        _compare(name, old, new, altered)
        if name in old.resources
        else ResourceChange(name, resource.type, "added")
        for name, resource in new.resources.items()
    ]
    removed = [
        ResourceChange(
            name,
            resource.type,
            "removed",
            warning=data_loss.removal_warning(resource, old.conditions),
        )
        for name, resource in old.resources.items()
        if name not in new.resources
    ]
    return tuple(change for change in (*updated, *removed) if change)


def _read(source: str | bytes) -> _Side:
    template = parse_template(source)
    resources = template.resources
    if not resources:
        raise TemplateError(f"{template.path.name}:1:1: Resources declares no resource")
    return _Side(resources, template.conditions)


def _compare(name: str, old: _Side, new: _Side, altered: Collection[str]) -> ResourceChange | None:
    """Return the change to a resource that both templates have."""
    before, after = old.resources[name], new.resources[name]
    return (
        _type_change(before, after)
        or _immutable_change(before, after)
        or _replacement(before, after, new.conditions, altered)
        or _index_changes(before, after)
        or _update(name, old, new, altered)
    )


def _type_change(old: Resource, new: Resource) -> ResourceChange | None:
    if old.type == new.type:
        return None
    warning = (
        f"CloudFormation cannot change the type of a resource ({old.type} before): use another"
        " logical ID, or remove the resource in one deployment and add it in the next."
    )
    return ResourceChange(new.logical_id, new.type, "refused", ("Type",), warning)


def _immutable_change(old: Resource, new: Resource) -> ResourceChange | None:
    causes = updates.immutable_changes(old, new)
    if not causes:
        return None
    warning = (
        f"Cognito cannot change {' and '.join(causes)} of an existing user pool: revert the change."
        " A pool with another logical ID would start without this pool's users."
    )
    return ResourceChange(new.logical_id, new.type, "refused", causes, warning)


def _replacement(
    old: Resource, new: Resource, conditions: JsonObject, altered: Collection[str]
) -> ResourceChange | None:
    causes = updates.replacement_causes(old, new, altered)
    if not causes:
        return None
    warning = data_loss.replacement_warning(new, causes, conditions)
    return ResourceChange(new.logical_id, new.type, "replaced", causes, warning)


def _index_changes(old: Resource, new: Resource) -> ResourceChange | None:
    steps = updates.index_updates(old, new)
    if len(steps) <= 1:
        return None
    warning = (
        "DynamoDB creates or deletes one index per deployment: use make deploy, which takes a step"
        f" for each, and not sam deploy: {', '.join(steps)}."
    )
    return ResourceChange(new.logical_id, new.type, "refused", ("GlobalSecondaryIndexes",), warning)


def _update(name: str, old: _Side, new: _Side, altered: Collection[str]) -> ResourceChange | None:
    before, after = old.resources[name], new.resources[name]
    properties = updates.changed_properties(before, after, altered)
    if not properties:
        return None
    warnings = [
        data_loss.condition_warning(after) if "Condition" in properties else None,
        *(
            warn(before, old.conditions, after, new.conditions)
            for warn in (
                data_loss.policy_warning,
                safeguards.safeguard_warning,
                expiry.expiry_warning,
                safeguards.placement_warning,
            )
        ),
    ]
    warning = " ".join(filter(None, warnings)) or None
    if warning is None and not updates.is_known(after.type):
        warning = "scaffold does not know which properties of this type force a replacement."
    return ResourceChange(name, after.type, "changed", properties, warning)
