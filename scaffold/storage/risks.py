"""The risks that a change of the spec has for stored items, in the words of a plan."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from scaffold.spec.kinds.model.migrations import Convert, Fill
from scaffold.storage.application import storage_of
from scaffold.storage.targets import targets_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scaffold.spec.kinds.model.records import FieldRecord, ModelRecord
    from scaffold.spec.resolved import Spec
    from scaffold.storage.application import BucketRecord, Storage
    from scaffold.storage.targets import Targets

    Record = ModelRecord | BucketRecord

RiskKind = Literal[
    "disclosed",
    "opened",
    "lost",
    "hidden",
    "may clash",
    "converted",
    "filled",
    "stays behind",
    "label",
]
_ORDER: Final[tuple[RiskKind, ...]] = (
    *("disclosed", "opened", "lost", "hidden", "may clash"),
    *("converted", "filled", "stays behind", "label"),
)
_READERS: Final = {"public": "everybody", "signed-in": "everyone who signs in"}


class Risk(NamedTuple):
    """A risk for what is stored in a model or bucket, or, without both, in the application.

    One that `asks` needs a person's consent.
    """

    kind: RiskKind
    model: str | None
    field: str | None
    message: str
    asks: bool = False
    bucket: str | None = None

    @property
    def subject(self) -> str:
        """The place in the spec, as reports name it: `note.title`, `bucket photos`."""
        if self.bucket is not None:
            return f"bucket {self.bucket}"
        if self.model is None:
            return "the application"
        return f"{self.model}.{self.field}" if self.field else self.model


def risks(before: Storage, spec: Spec) -> tuple[Risk, ...]:
    """Return the risks of a spec with records, the gravest first; none for new models."""
    targets = targets_of(spec)
    former, now = targets.identified(before), storage_of(spec)
    found = [*_left_stacks(before, now), *_removed_models(before, spec)]
    found += _removed_buckets(before, now)
    opens = before.sign_up == "invite" and now.sign_up == "open"
    for model in spec.models:
        was = former.models.get(model.identity)
        if was is not None and model.stored is not None:
            found += _model_risks(was, model.stored, str(model.name), targets)
            found += _sign_up_risks(was, model.stored, str(model.name)) if opens else ()
    for bucket in spec.buckets:
        held = before.buckets.get(bucket.identity)
        if held is not None:
            found += _bucket_risks(held, now.buckets[bucket.identity], bucket.name, opens=opens)
    return tuple(sorted(found, key=lambda risk: _ORDER.index(risk.kind)))


def _left_stacks(before: Storage, now: Storage) -> Iterator[Risk]:
    stores = before.models or before.buckets
    for key, was, present in (
        ("app", before.app, now.app),
        ("region", before.region, now.region),
    ):
        if stores and was is not None and was != present:
            message = (
                f"what is stored, and every account, stays in the stacks of {key}: {was}; the next"
                f" deployment makes empty ones of {key}: {present}"
            )
            yield Risk("stays behind", None, None, message, asks=True)


def _removed_models(before: Storage, spec: Spec) -> Iterator[Risk]:
    present = {model.identity for model in spec.models}
    for name in before.models.keys() - present:
        message = (
            "the next deployment deletes its items with the table; a protected stage keeps the"
            " table, outside of the application"
        )
        yield Risk("lost", name, None, message, asks=True)


def _removed_buckets(before: Storage, now: Storage) -> Iterator[Risk]:
    for name in before.buckets.keys() - now.buckets.keys():
        message = (
            "the next deployment deletes its objects with the bucket; a protected stage keeps the"
            " bucket, outside of the application"
        )
        yield Risk("lost", None, None, message, asks=True, bucket=name)


def _bucket_risks(
    was: BucketRecord, now: BucketRecord, name: str, *, opens: bool
) -> Iterator[Risk]:
    found = [*_access_risks(was, now, name), *(_sign_up_risks(was, now, name) if opens else ())]
    for risk in found:
        yield risk._replace(model=None, bucket=name)


def _sign_up_risks(was: Record, now: Record, name: str) -> Iterator[Risk]:
    # What everybody could read needs no account.
    if "signed-in" in now.read and "public" not in {*was.read, *now.read}:
        message = "anybody can sign up now, and read what is stored"
        yield Risk("disclosed", name, None, message, asks=True)


def _model_risks(was: ModelRecord, now: ModelRecord, name: str, targets: Targets) -> Iterator[Risk]:
    yield from _access_risks(was, now, name)
    records = {record.attribute: (key, record) for key, record in was.fields.items()}
    removed = {record.attribute: (key, record) for key, record in was.removed.items()}
    conversions = {step.into: step.attribute for step in _new_steps(was, now, Convert)}
    fills = {step.attribute for step in _new_steps(was, now, Fill)}
    followed: set[str] = set()
    for key, record in now.fields.items():
        source = str(conversions.get(record.attribute, record.attribute))
        followed.add(source)
        former = records.get(source)
        if former is None:
            yield from _new_field_risks(name, key, record, fills, is_back=source in removed)
            if source in removed:
                yield from _rule_risks(name, key, record, removed[source][1])
            continue
        yield from _field_risks(name, key, record, former, targets)
        if record.attribute in fills:
            yield Risk("filled", name, key, _filled(record))
        elif not record.always_present and former[1].optional and not record.optional:
            yield Risk("filled", name, key, _missing(name))
    for attribute, (key, _) in records.items():
        if attribute not in followed:
            message = "its values stay behind, and come back if the field does"
            yield Risk("stays behind", name, key, message)
    for attribute, (key, _) in removed.items():
        if attribute not in followed and key not in now.removed:
            message = (
                "the values from before it was removed stay in their old attribute, and do not"
                " come back"
            )
            yield Risk("stays behind", name, key, message)


def _new_steps(was: ModelRecord, now: ModelRecord, kind: type) -> list:  # type: ignore[type-arg]
    new = (steps for number, steps in now.migrations.items() if number > was.generation)
    return [step for steps in new for step in steps if isinstance(step, kind)]


def _access_risks(was: Record, now: Record, name: str) -> Iterator[Risk]:
    if was.has_owner and not now.has_owner:
        message = "without auth, what people stored as their own is nobody's"
        yield Risk("disclosed", name, None, message, asks=True)
    elif gained := [word for word in now.read if not _covers(was.read, word)]:
        readers = _named(gained)
        message = f"what is stored becomes readable to {readers}"
        yield Risk("disclosed", name, None, message, asks=True)
    lost = [word for word in was.read if not _covers(now.read, word)]
    if not was.has_owner and now.has_owner:
        message = (
            "what was stored without auth has no owner: nobody can change or delete it, but for"
            " groups that may"
        )
        yield Risk("hidden", name, None, message, asks="owner" in now.read and len(now.read) == 1)
    elif lost:
        yield Risk("hidden", name, None, f"is no longer readable to {_named(lost)}")


def _covers(words: Collection[str], word: str) -> bool:
    return word in words or "public" in words or ("signed-in" in words and word != "public")


def _named(words: list[str]) -> str:
    return " and ".join(
        _READERS.get(word, "its owner" if word == "owner" else f"the group {word}")
        for word in words
    )


def _new_field_risks(
    name: str, key: str, record: FieldRecord, fills: Collection[str], *, is_back: bool
) -> Iterator[Risk]:
    if is_back:
        yield Risk("label", name, key, "the values from before it was removed come back")
    if record.attribute in fills:
        yield Risk("filled", name, key, _filled(record))
    elif not record.optional:
        yield Risk("filled", name, key, _missing(name))


def _filled(record: FieldRecord) -> str:
    written = json.dumps(record.default, ensure_ascii=False)
    return f"is set to {written} where it is missing"


def _missing(name: str) -> str:
    return (
        f"no stored {name} may have it: give it a default, set it in the migration that is"
        " generated, or answers may lack it"
    )


def _field_risks(
    name: str, key: str, record: FieldRecord, former: tuple[str, FieldRecord], targets: Targets
) -> Iterator[Risk]:
    former_key, was = former
    yield from _rule_risks(name, key, record, was)
    if former_key != key:
        yield Risk("label", name, key, f'was "{former_key}", and keeps its values')
    if was.attribute != record.attribute:
        message = (
            f"is converted from {targets.shown(was.type)} to {targets.shown(record.type)}; what"
            " cannot be is left out of answers, stays stored, and is listed by make migrate"
        )
        yield Risk("converted", name, key, message)
    elif was.type != record.type:
        yield from _retyped(name, key, record, was, targets)
    is_guarded = was.unique and record.ignores_case == was.ignores_case
    if record.unique and not is_guarded:
        message = "items that share a value keep it, and are listed by make migrate"
        yield Risk("may clash", name, key, message)
    yield from _enum_risks(name, key, record, was)


def _rule_risks(name: str, key: str, record: FieldRecord, was: FieldRecord) -> Iterator[Risk]:
    """Yield the risks of a field's own rules about who may see and set it."""
    everybody = f"whoever may read the {name}"
    if readers := _gained(was.read, record.read, everybody):
        message = f"what is stored becomes readable to {readers}"
        yield Risk("disclosed", name, key, message, asks=True)
    if record.read is not None and was.read is None:
        readers = _named(list(record.read)) or "functions"
        yield Risk("hidden", name, key, f"is readable to {readers} only")
    elif lost := _gained(record.read, was.read, everybody):
        yield Risk("hidden", name, key, f"is no longer readable to {lost}")
    if writers := _gained(was.write, record.write, f"whoever may write the {name}"):
        yield Risk("opened", name, key, f"what is stored becomes writable to {writers}", asks=True)


def _gained(was: Collection[str] | None, now: Collection[str] | None, everybody: str) -> str | None:
    """Return who gains what a rule says, or None; without a rule, everybody has it."""
    if was is None:
        return None
    if now is None:
        return everybody
    return _named([word for word in now if not _covers(was, word)]) or None


def _retyped(
    name: str, key: str, record: FieldRecord, was: FieldRecord, targets: Targets
) -> Iterator[Risk]:
    before, now = targets.shown(was.type), targets.shown(record.type)
    kinds = [written.partition("(")[0] for written in (was.type, record.type)]
    if kinds[0] == kinds[1] and kinds[0] in {"ref", "file"}:
        message = f"holds ids of {before}, which {now} does not have"
        yield Risk("hidden", name, key, message, asks=True)
    elif not record.takes_all_of(was):
        message = f"what is no {now} is left out of answers, and stays stored"
        yield Risk("hidden", name, key, message)


def _enum_risks(name: str, key: str, record: FieldRecord, was: FieldRecord) -> Iterator[Risk]:
    words = {value.word: value.value for value in record.values}
    for value in was.values if record.values else ():
        now = words.get(value.word)
        if now is None:
            message = f'what is stored as "{value.value}" is left out of answers'
            yield Risk("hidden", name, key, message, asks=True)
        elif now != value.value:
            message = f'"{value.value}" is now "{now}"; items keep it'
            yield Risk("label", name, key, message)
