"""The records of what is stored + a changed spec -> the new records, and the steps to them.

What is stored keeps its first name: a renamed field stays in its attribute. A value of another
encoding goes into a new attribute, so that no index and no older code meets a type that it does not
expect.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scaffold.errors import Problem
from scaffold.names import Identifier, suggestion
from scaffold.spec.kinds.model.migrations import Ask, Convert, Fill, Guard, Recover
from scaffold.spec.kinds.model.records import FieldRecord, ModelRecord, ValueRecord
from scaffold.storage.application import Storage, application_records
from scaffold.storage.matching import match
from scaffold.storage.targets import targets_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scaffold.spec.access import Rule
    from scaffold.spec.kinds.model.entity import Model
    from scaffold.spec.kinds.model.fields import Field
    from scaffold.spec.kinds.model.migrations import Step
    from scaffold.spec.resolved import Spec
    from scaffold.storage.targets import Targets

# In every item, for the index of all of them; versions before 0.2 wrote it only to some.
_EVERYTHING: Final = Fill(Identifier("_all"), "1", Identifier("text"))


def first_records(spec: Spec) -> Storage:
    """Return the records of an application that has stored nothing."""
    targets = targets_of(spec)
    records = {str(m.identity): _evolved(None, m, targets)[0] for m in spec.models}
    return application_records(spec, records)


def adopted_records(spec: Spec, existing: frozenset[str]) -> Storage:
    """Return the records that a version which kept none would have had of existing models.

    `existing` has their first names. Their fields are taken to be as they are in the spec now.
    """
    return Storage(
        {
            name: record._replace(generation=2, migrations={2: (_EVERYTHING,)})
            for name, record in first_records(spec).models.items()
            if name in existing
        }
    )


def evolve(before: Storage, spec: Spec) -> tuple[Storage, list[Problem]]:
    """Return the records after a change of the spec, and the problems of its former names."""
    models: dict[str, ModelRecord] = {}
    problems: list[Problem] = []
    targets = targets_of(spec)
    former = targets.identified(before).models
    for model in spec.models:
        was = former.get(model.identity)
        models[model.identity], found = _evolved(was, model, targets)
        problems += found
    return application_records(spec, models), problems


@dataclass(slots=True)
class _Evolution:
    """The evolution of one model, so far."""

    before: ModelRecord
    model: Model
    targets: Targets
    used: set[str]
    steps: list[Step]

    def field(self, field: Field, origin: str | None) -> FieldRecord:
        """Return the record of a field that was `origin` before, or is new."""
        kept = self.before.fields.get(origin) if origin else None
        removed = self.before.removed.get(field.name) if kept is None else None
        was = kept or removed
        if was is None or (removed and removed.encoding != field.encoding):
            record = self._record(field, self._fresh(field.renamed_from or field.name), None)
            self._fill(record, is_new=True)
            return record._replace(always_present=field.always_present and self._is_filled(record))
        if was.encoding != field.encoding or (_words(was) and field.type != "enum"):
            return self._converted(field, was)
        record = self._record(field, was.attribute, was)
        # What is known to be missing is filled in once there is a default.
        gets_default = not was.always_present and was.default is None and field.default is not None
        may_lack = removed is not None or was.optional or gets_default
        if may_lack:
            self._fill(record, is_new=False)
        is_guarded = was.unique and record.ignores_case == was.ignores_case
        if field.unique and (removed is not None or not is_guarded):
            self.steps.append(Guard(Identifier(record.attribute)))
        is_there = self._is_filled(record) if may_lack else was.always_present
        fits = record.takes_all_of(was)
        return record._replace(always_present=not field.optional and is_there and fits)

    def _converted(self, field: Field, was: FieldRecord) -> FieldRecord:
        first_name, _, _ = was.attribute.partition(".")
        record = self._record(field, self._fresh(first_name), None)
        source, target = Identifier(was.attribute), Identifier(record.attribute)
        encodings = Identifier(was.encoding), Identifier(record.encoding)
        self.steps.append(Convert(source, encodings[0], target, encodings[1], _words(was)))
        self.steps += (
            Recover(former.attribute, former.encoding, target, encodings[1])
            for former in self._conversions_into(source)
        )
        if field.unique:
            self.steps.append(Guard(target))
        if field.default is not None and (was.optional or not was.always_present):
            self._fill(record, is_new=False, unless=source)
        return record._replace(always_present=False)

    def _conversions_into(self, attribute: Identifier) -> Iterator[Convert | Recover]:
        """Yield the steps that may have left values behind; not those of renamed enum values."""
        for steps in self.before.migrations.values():
            for step in steps:
                if not isinstance(step, Convert | Recover) or step.into != attribute:
                    continue
                if not (isinstance(step, Convert) and step.words):
                    yield step

    def _fill(self, record: FieldRecord, *, is_new: bool, unless: Identifier | None = None) -> None:
        """Add the step that sets a required field where it is missing."""
        if record.optional or (is_new and not self.before.fields):
            return
        attribute = Identifier(record.attribute)
        if record.default is None:
            self.steps.append(Ask(attribute))
        else:
            words = {value.value: value.word for value in record.values}
            stored = words.get(str(record.default), record.default)
            self.steps.append(Fill(attribute, stored, Identifier(record.encoding), unless))

    def _is_filled(self, record: FieldRecord) -> bool:
        return record.default is not None or not self.before.fields

    def _record(self, field: Field, attribute: str, was: FieldRecord | None) -> FieldRecord:
        return FieldRecord(
            attribute=attribute,
            type=self.targets.written(field),
            encoding=field.encoding,
            renamed_from=field.renamed_from,
            optional=field.optional,
            default=field.default,
            unique=field.unique,
            read=_words_of(field.read),
            write=_words_of(field.write),
            values=tuple(_values(field, was.values if was else ())),
        )

    def _fresh(self, name: str) -> str:
        number, attribute = 1, name
        while attribute in self.used:
            number += 1
            attribute = f"{name}.{number}"
        self.used.add(attribute)
        return attribute


def _evolved(
    before: ModelRecord | None, model: Model, targets: Targets
) -> tuple[ModelRecord, list[Problem]]:
    was = before or ModelRecord(model.access.read.words, model.has_owner, {})
    problems = [] if before is None else list(_unknown_names(was, model))
    origins = match(
        [(field.name, field.renamed_from) for field in model.fields],
        {name: record.renamed_from for name, record in was.fields.items()},
    )
    evolution = _Evolution(was, model, targets, set(was.attributes), [])
    # Fields with a former name first: a new one of that name gets another attribute.
    ordered = sorted(model.fields, key=lambda field: field.renamed_from is None)
    found = {field.name: evolution.field(field, origins[field.name]) for field in ordered}
    fields = {str(field.name): found[field.name] for field in model.fields}
    present = {record.attribute for record in fields.values()}
    converted = {step.attribute for step in evolution.steps if isinstance(step, Convert)}
    kept = set(origins.values())
    gone = {**was.removed, **{n: r for n, r in was.fields.items() if n not in kept}}
    removed = {n: r for n, r in gone.items() if r.attribute not in present and n not in fields}
    left = was.attributes - present - {record.attribute for record in removed.values()}
    generation = was.generation + bool(evolution.steps)
    migrations = dict(was.migrations)
    if evolution.steps:
        migrations[generation] = tuple(evolution.steps)
    record = ModelRecord(
        read=tuple(map(str, model.access.read.words)),
        has_owner=model.has_owner,
        fields=fields,
        generation=generation,
        removed=removed,
        spent=tuple(sorted(left | converted)),
        migrations=migrations,
    )
    return record, problems


def _unknown_names(before: ModelRecord, model: Model) -> Iterator[Problem]:
    """Yield a problem for each new field that was never called what it says."""
    known = {**before.fields, **before.removed}
    former = {record.renamed_from for record in known.values()}
    for field in model.fields:
        name = field.renamed_from
        if name and field.name not in before.fields and name not in {*known, *former}:
            message = f'no field was called "{name}"{suggestion(name, known)}'
            yield Problem(("models", model.name, "fields", field.name, "renamed_from"), message)


def _words_of(rule: Rule | None) -> tuple[str, ...] | None:
    return tuple(map(str, rule.words)) if rule else None


def _values(field: Field, before: Iterable[ValueRecord]) -> Iterator[ValueRecord]:
    """Yield the values of an enum; a new one gets a word that items do not hold for another."""
    words = {record.value: record.word for record in before}
    former = dict(field.former_values)
    origins = match(
        [(value, former.get(value)) for value in field.values],
        {record.value: record.renamed_from for record in before},
    )
    kept = {value: words[origin] for value, origin in origins.items() if origin}
    used = set(kept.values())
    for value in sorted(field.values, key=lambda value: value not in former):
        if value not in kept:
            kept[value] = _fresh_word(former.get(value, value), used)
            used.add(kept[value])
    for value in field.values:
        yield ValueRecord(value, kept[value], former.get(value))


def _words(record: FieldRecord) -> tuple[tuple[str, str], ...]:
    """Return the words that items hold for the values of an enum, where they differ."""
    return tuple((each.word, each.value) for each in record.values if each.word != each.value)


def _fresh_word(word: str, used: set[str]) -> str:
    number, fresh = 1, word
    while fresh in used:
        number += 1
        fresh = f"{word}.{number}"
    return fresh
