"""The text of `backend/storage.yaml` -> records; every error carries file, line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from scaffold.errors import Problem
from scaffold.names import Identifier
from scaffold.spec import yaml_text
from scaffold.spec.kinds.model.field_types import FIELD_TYPES
from scaffold.spec.kinds.model.migrations import Ask, Convert, Fill, Guard, Recover
from scaffold.spec.kinds.model.records import FieldRecord, ModelRecord, ValueRecord
from scaffold.spec.reader import spec_error
from scaffold.spec.validation_errors import problems_of
from scaffold.spec.yaml_text import YamlError
from scaffold.storage.application import BucketRecord, Storage
from scaffold.storage.document import (
    ConvertEntry,
    FillEntry,
    GuardEntry,
    RecoverEntry,
    StorageDocument,
)
from scaffold.storage.text import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.spec.kinds.model.migrations import Step
    from scaffold.storage.document import FieldEntry, ModelEntry, StepEntry

_ADVICE = (
    "this file is written by scaffold: restore it, for example with git checkout, then run"
    " `scaffold regenerate`"
)
_TWO_BRANCHES = (
    "this was changed since it was written, as when two branches added it: keep the file of the"
    " branch that was deployed, for example with git checkout main -- {file}, and"
    " `scaffold regenerate` writes what the other one changed as the next migration"
)


def parse(text: str, file: str) -> Storage:
    """Return the records in a text; raises SpecError with every problem at once."""
    try:
        parsed = yaml_text.parse(text)
    except YamlError as error:
        message = f"{error.message}; {_ADVICE}"
        raise spec_error(text, file, [(error.place, Problem(error.path, message))]) from None
    found = [
        (place, Problem(path, f'the key "{path[-1]}" is written twice; {_ADVICE}'))
        for path, place in parsed.duplicates
    ]
    storage = None
    try:
        document = StorageDocument.model_validate(parsed.value)
    except ValidationError as error:
        found_problems = problems_of(error, parsed.value, StorageDocument)
        problems = [p._replace(message=f"{p.message}; {_ADVICE}") for p in found_problems]
    else:
        storage = _storage(document)
        problems = list(_inconsistencies(document, file))
    found += [(parsed.place(p.path, on_key=p.on_key), p) for p in problems]
    if found or storage is None:
        found.sort(key=lambda item: (item[0].line, item[0].column))
        raise spec_error(text, file, found)
    return storage


def _inconsistencies(document: StorageDocument, file: str) -> Iterator[Problem]:
    for name, model in document.models.items():
        if _is_mixed(_model(model)):
            message = f"the attributes do not follow from the migrations: {_TWO_BRANCHES}"
            yield Problem(("models", name), message.format(file=file), on_key=True)
            continue
        expected = [str(number) for number in range(2, model.generation + 1)]
        if sorted(model.migrations, key=int) != expected:
            message = f"generation {model.generation} needs the migrations 2 to it; {_ADVICE}"
            yield Problem(("models", name, "generation"), message)
        for number, migration in model.migrations.items():
            if digest(tuple(map(_step, migration.steps))) != migration.digest:
                message = _TWO_BRANCHES.format(file=file)
                yield Problem(("models", name, "migrations", number), message, on_key=True)
        attributes = [field.attribute for field in model.fields.values()]
        for key, field in model.fields.items():
            if attributes.count(field.attribute) > 1:
                message = f'"{field.attribute}" is the attribute of two fields; {_ADVICE}'
                yield Problem(("models", name, "fields", key, "attribute"), message)


def _is_mixed(model: ModelRecord) -> bool:
    """Return True if a part comes from another branch: not every attribute has its past."""
    numbered = (each.rpartition(".") for each in model.attributes if "." in each)
    earlier = {
        f"{first}.{n}" if n > 1 else first
        for first, _, number in numbered
        for n in range(1, int(number))
    }
    steps = [step for each in model.migrations.values() for step in each]
    conversions = [step for step in steps if isinstance(step, Convert)]
    sources = {str(step.attribute) for step in conversions}
    targets = {str(step.into) for step in conversions}
    known = model.attributes
    return not (earlier <= known and sources <= set(model.spent) and targets <= known)


def _storage(document: StorageDocument) -> Storage:
    return Storage(
        {name: _model(entry) for name, entry in document.models.items()},
        {
            name: BucketRecord(tuple(entry.read), entry.owner)
            for name, entry in document.buckets.items()
        },
        sign_up=document.sign_up,
        app=document.app,
        region=document.region,
    )


def _model(entry: ModelEntry) -> ModelRecord:
    numbers = sorted(entry.migrations, key=int)
    return ModelRecord(
        read=tuple(entry.read),
        has_owner=entry.owner,
        fields={name: _field(field) for name, field in entry.fields.items()},
        generation=entry.generation,
        removed={name: _field(field) for name, field in entry.removed.items()},
        spent=tuple(entry.spent),
        migrations={int(n): tuple(map(_step, entry.migrations[n].steps)) for n in numbers},
    )


def _field(entry: FieldEntry) -> FieldRecord:
    return FieldRecord(
        attribute=entry.attribute,
        type=entry.type,
        encoding=_encoding(entry.type),
        renamed_from=entry.renamed_from,
        optional=entry.optional,
        default=entry.default,
        unique=entry.unique,
        read=None if entry.read is None else tuple(entry.read),
        write=None if entry.write is None else tuple(entry.write),
        values=tuple(ValueRecord(v.value, v.word, v.renamed_from) for v in entry.values),
        always_present=entry.always_present and not entry.optional,
    )


def _encoding(written: str) -> str:
    outer, _, inner = written.removesuffix(")").partition("(")
    encoding = FIELD_TYPES[outer].encoding
    return f"list({FIELD_TYPES[inner].encoding})" if outer == "list" else encoding


def _step(entry: StepEntry) -> Step:
    if isinstance(entry, FillEntry):
        unless = Identifier(entry.unless) if entry.unless else None
        return Fill(Identifier(entry.fill), entry.value, Identifier(entry.encoding), unless)
    if isinstance(entry, ConvertEntry):
        source, target = Identifier(entry.convert), Identifier(entry.into)
        words = tuple(entry.words.items())
        return Convert(source, Identifier(entry.encoding), target, Identifier(entry.to), words)
    if isinstance(entry, RecoverEntry):
        source, target = Identifier(entry.recover), Identifier(entry.into)
        return Recover(source, Identifier(entry.encoding), target, Identifier(entry.to))
    if isinstance(entry, GuardEntry):
        return Guard(Identifier(entry.guard))
    return Ask(Identifier(entry.ask))
