"""The models and buckets that fields refer to, by their first names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from scaffold.spec.kinds.kind import Entity
    from scaffold.spec.kinds.model.fields import Field
    from scaffold.spec.kinds.model.records import FieldRecord
    from scaffold.spec.resolved import Spec
    from scaffold.storage.application import Storage


class Targets(NamedTuple):
    """The first names of a spec's models and buckets, by their present names."""

    models: Mapping[str, str]
    buckets: Mapping[str, str]

    def written(self, field: Field) -> str:
        """Return the type of a field as records have it, such as `list(string)`.

        It has the first name of a model or bucket, whose items stay the same under another name.
        """
        if field.ref:
            return f"ref({self.models[field.ref]})"
        if field.bucket:
            return f"file({self.buckets[field.bucket]})"
        return f"{field.type}({field.items})" if field.items else field.type

    def shown(self, written: str) -> str:
        """Return the type of a record with present names, as people know it."""
        kind, _, inner = written.removesuffix(")").partition("(")
        names = self._names(kind).items()
        present = next((name for name, identity in names if identity == inner), inner)
        return f"{kind}({present})" if inner else written

    def identified(self, before: Storage) -> Storage:
        """Return records in which types have first names; earlier versions wrote present ones."""
        models = {
            name: model._replace(
                fields=self._identified(model.fields, before),
                removed=self._identified(model.removed, before),
            )
            for name, model in before.models.items()
        }
        return before._replace(models=models)

    def _identified(
        self, fields: Mapping[str, FieldRecord], before: Storage
    ) -> dict[str, FieldRecord]:
        known = {"ref": before.models.keys(), "file": before.buckets.keys()}
        return {
            name: record._replace(type=self._identity(record.type, known))
            for name, record in fields.items()
        }

    def _identity(self, written: str, known: Mapping[str, Collection[str]]) -> str:
        kind, _, inner = written.removesuffix(")").partition("(")
        # A name that is the first one of nothing that was stored is a present one.
        if kind not in known or inner in known[kind]:
            return written
        names = self._names(kind)
        # Without that name, it is a model's that has a third one by now, or that is gone.
        renamed = {identity for name, identity in names.items() if name != identity}
        candidates = [each for each in known[kind] if each in renamed or each not in names.values()]
        found = candidates[0] if len(candidates) == 1 else inner
        return f"{kind}({names.get(inner, found)})"

    def _names(self, kind: str) -> Mapping[str, str]:
        return {"ref": self.models, "file": self.buckets}.get(kind, {})


def targets_of(spec: Spec) -> Targets:
    """Return what the fields of a spec can refer to."""
    return Targets(_identities(spec.models), _identities(spec.buckets))


def _identities(entities: Iterable[Entity]) -> dict[str, str]:
    return {str(entity.name): str(entity.identity) for entity in entities}
