"""The records as a file of a project, `backend/storage.yaml`: written, and read as hostile."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from scaffold.spec import writer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scaffold.spec.kinds.model.migrations import Step
    from scaffold.spec.kinds.model.records import FieldRecord, ModelRecord
    from scaffold.storage.application import BucketRecord, Storage

VERSION: Final = 1
HEADER: Final = """\
---
# What is stored where, so that a change of scaffold.yaml never loses sight of it.
# "scaffold regenerate" writes this file; commit it, and do not edit it."""


def dump(storage: Storage) -> str:
    """Return the text of a file."""
    lines = [HEADER, f"storage: {VERSION}", *_setting_lines(storage)]
    lines.append("models:" if storage.models else "models: {}")
    for name, model in storage.models.items():
        lines += [
            f"  {writer.literal(str(name))}:",
            *(f"    {line}" for line in _model_lines(model)),
        ]
    if storage.buckets:
        lines.append("buckets:")
    lines += (f"  {_bucket_line(name, record)}" for name, record in storage.buckets.items())
    return "\n".join(lines) + "\n"


def digest(steps: tuple[Step, ...]) -> str:
    """Return the digest of a migration, by which that of another branch is told from it."""
    text = "\n".join(_step_line(step) for step in steps)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _setting_lines(storage: Storage) -> Iterator[str]:
    for key in ("app", "region", "sign_up"):
        if (value := getattr(storage, key)) is not None:
            yield writer.flow_entry(key, value)


def _bucket_line(name: str, bucket: BucketRecord) -> str:
    values = {"read": list(bucket.read), "owner": bucket.has_owner}
    return str(writer.flow_entry(name, values))


def _model_lines(model: ModelRecord) -> Iterator[str]:
    yield f"generation: {model.generation}"
    yield writer.flow_entry("read", list(model.read))
    yield writer.flow_entry("owner", model.has_owner)
    yield "fields:"
    yield from _field_lines(model.fields)
    if model.removed:
        yield "removed:"
        yield from _field_lines(model.removed)
    if model.spent:
        yield writer.flow_entry("spent", list(model.spent))
    if model.migrations:
        yield "migrations:"
    for number, steps in model.migrations.items():
        yield f'  "{number}":'
        yield f'    digest: "{digest(steps)}"'
        yield "    steps:"
        yield from (f"      - {_step_line(step)}" for step in steps)


def _field_lines(fields: Mapping[str, FieldRecord]) -> Iterator[str]:
    for name, record in fields.items():
        yield f"  {writer.flow_entry(str(name), dict(_field_entries(record)))}"


def _field_entries(record: FieldRecord) -> Iterator[tuple[str, Any]]:
    """Yield the keys of a field: those that are not as most fields have them."""
    yield "attribute", record.attribute
    yield "type", record.type
    if record.values:
        yield "values", list(map(_value, record.values))
    for key in ("renamed_from", "default"):
        if (value := getattr(record, key)) is not None:
            yield key, value
    for key in ("optional", "unique"):
        if getattr(record, key):
            yield key, True
    for key in ("read", "write"):
        if (words := getattr(record, key)) is not None:
            yield key, list(words)
    if not record.always_present and not record.optional:
        yield "always_present", False


def _value(record: Any) -> object:  # noqa: ANN401 - a named tuple
    if record.value == record.word and record.renamed_from is None:
        return record.value
    return {key: value for key, value in record._asdict().items() if value is not None}


def _step_line(step: Step) -> str:
    values = {key: value for key, value in asdict(step).items() if value not in {None, ()}}
    if "words" in values:
        values["words"] = dict(values["words"])
    return str(writer.flow_value({step.kind: values.pop("attribute"), **values}))
