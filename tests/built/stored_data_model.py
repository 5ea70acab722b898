"""What stored items must answer after changes of a spec: a model in memory, of plain values."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

ENCODINGS: Final = {"string": "text", "email": "text", "url": "text", "enum": "text"} | {
    "integer": "number",
    "list(string)": "list(text)",
    "list(integer)": "list(number)",
}
INDEXABLE: Final = ("string", "integer", "number", "date", "datetime", "email", "url", "enum")
UNIQUE: Final = ("string", "integer", "email", "url")
_WORDS: Final = {"true": True, "false": False, "1": True, "0": False}
_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_TOO_FINE: Final = re.compile(r"\.[0-9]{6}0*[1-9]")
_SAFE: Final = 2**53 - 1
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_DIGITS: Final = 38
_LARGEST: Final = 125

Values = dict[int, Any]


@dataclass(frozen=True)
class Field:
    """A field: its `cell` is where the values are, its `words` say what an enum's are there.

    `origin` is the cell that they once were in, `sources` are that and those before it. A change
    `converts` them from an encoding, with the `labels` of what an enum's words were in answers,
    `recovers` what earlier ones left behind, in cells and encodings, and `fills` in the default.
    """

    type: str
    cell: int
    optional: bool = False
    default: Any = None
    unique: bool = False
    words: dict[str, str] = field(default_factory=dict)
    was: str | None = None
    values_were: dict[str, str] = field(default_factory=dict)
    origin: int | None = None
    sources: tuple[int, ...] = ()
    left: tuple[tuple[int, str], ...] = ()
    converts: str | None = None
    recovers: tuple[tuple[int, str], ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    fills: bool = False

    @property
    def encoding(self) -> str:
        """How values are stored."""
        return ENCODINGS.get(self.type, "text" if self.type == "text" else self.type)

    @property
    def written(self) -> dict[str, Any]:
        """The field as a spec has it."""
        values = [
            {"value": value, "renamed_from": self.values_were[value]}
            if value in self.values_were
            else value
            for value in self.words
        ]
        bounds = {"max": 500} if self.type == "url" else {}
        kind: dict[str, Any] = {"enum": values} if self.type == "enum" else {"type": self.type}
        options: dict[str, Any] = {
            "optional": self.optional or None,
            "unique": self.unique or None,
        }
        options |= {"default": self.default, "renamed_from": self.was}
        return kind | bounds | {key: each for key, each in options.items() if each is not None}

    def dump(self, value: Any) -> Any:  # noqa: ANN401 - of any type
        """Return a value of a request as it is stored."""
        if self.encoding == "number":
            return Decimal(str(value))
        if self.type == "list(integer)":
            return [Decimal(each) for each in value]
        return self.words.get(value, value) if self.type == "enum" else value

    def load(self, stored: Any) -> Any:  # noqa: ANN401 - of any type
        """Return what is answered for a stored value; None if it does not fit the type."""
        if self.encoding == "number":
            is_whole = stored == stored.to_integral_value()
            number = int(stored) if is_whole else float(stored)
            return number if self.type == "number" or _is_safe(stored) else None
        if self.type == "list(integer)":
            return list(map(int, stored)) if all(map(_is_safe, stored)) else None
        if self.type == "enum":
            return {word: value for value, word in self.words.items()}.get(stored)
        if self.type == "email":
            return stored if _EMAIL.fullmatch(stored) else None
        if self.type == "url":
            return stored if re.fullmatch(r"https?://[^\s/]+\S*", stored) else None
        return stored

    @property
    def guard(self) -> tuple[int, bool]:
        """What tells the guards of its values from those of others."""
        return self.cell, self.type == "email"

    def identity(self, stored: Any) -> str | None:  # noqa: ANN401 - of any type
        """Return the text by which a stored value is unique; None if it does not fit."""
        value = self.load(stored)
        text = unicodedata.normalize("NFC", str(value))
        return None if value is None else text.casefold() if self.type == "email" else text


@dataclass(frozen=True)
class Shape:
    """A spec: what its items hold, who may read them, and what they can be listed by.

    `parked` are the fields that it no longer has.
    """

    fields: dict[str, Field]
    public: bool
    index: tuple[tuple[tuple[str, ...], str | None], ...]
    parked: dict[str, Field] = field(default_factory=dict)

    def text(self, app: str) -> str:
        """Return it as a scaffold.yaml."""
        entries = ({"by": list(by), "sort": sort} for by, sort in self.index)
        index = [{key: value for key, value in entry.items() if value} for entry in entries]
        model = {
            "fields": {name: each.written for name, each in self.fields.items()},
            "access": {"read": "public" if self.public else "owner"},
            "index": index,
        }
        return json.dumps({"scaffold": 1, "app": app, "auth": None, "models": {"note": model}})

    def answer(self, values: Values) -> dict[str, Any]:
        """Return the fields of an answer: what does not fit is left out."""
        found = {
            name: each.load(values[each.cell])
            for name, each in self.fields.items()
            if each.cell in values
        }
        return {name: value for name, value in found.items() if value is not None}

    def step(self, values: Values) -> Values:
        """Return the values of an item of the shape before this one, as this one has them."""
        values = dict(values)
        for each in self.fields.values():
            if each.converts and each.origin in values:
                stored = values[each.origin]
                label = each.labels.get(stored, stored) if isinstance(stored, str) else stored
                found = converted(label, each.converts, each.encoding)
                if found is not None:
                    values[each.cell] = found
                    del values[each.origin]
            for cell, encoding in each.recovers:
                found = converted(values.get(cell), encoding, each.encoding)
                if cell in values and each.cell not in values and found is not None:
                    values[each.cell] = found
                    del values[cell]
            if each.fills and not (each.converts and each.origin in values):
                values.setdefault(each.cell, each.dump(each.default))
        return values

    @property
    def uniques(self) -> list[Field]:
        """The fields whose values are unique."""
        return [each for each in self.fields.values() if each.unique]

    @property
    def secures(self) -> set[tuple[int, bool]]:
        """The guards of its unique values."""
        return {each.guard for each in self.uniques}

    def unfit(self, values: Values) -> list[str]:
        """Return the fields that have a value which does not fit, or could not be converted."""
        return [
            name
            for name, each in self.fields.items()
            if (
                each.load(values[each.cell]) is None
                if each.cell in values
                else any(cell in values for cell in each.sources)
            )
        ]


def _is_safe(number: Decimal) -> bool:
    return number == number.to_integral_value() and abs(number) <= _SAFE


def converted(value: Any, source: str, target: str) -> Any:  # noqa: ANN401 - a table
    """Return a stored value in another encoding; None if it has no counterpart there."""
    inner = source.removeprefix("list(").removesuffix(")")
    if target.startswith("list("):
        each = target.removeprefix("list(").removesuffix(")")
        found = [converted(n, inner, each) for n in (value if isinstance(value, list) else [value])]
        return None if any(entry is None for entry in found) else found
    if target == "json":
        entries = [_json(entry) for entry in (value if isinstance(value, list) else [value])]
        found = entries if isinstance(value, list) else entries[0]
        return None if None in entries else found
    if isinstance(value, list):
        return converted(value[0], inner, target) if len(value) == 1 else None
    if inner == "json":
        kinds = {str: "text", bool: "boolean", int: "number", float: "number"}
        if type(value) not in kinds:
            return None
        inner = kinds[type(value)]
        value = Decimal(str(value)) if inner == "number" else value
    same = value if inner == target and target != "number" else _scalar(value, inner, target)
    return None if same == "" else same


def _scalar(value: Any, source: str, target: str) -> Any:  # noqa: ANN401, PLR0911 - a table
    text = _text(value)
    if target == "text":
        return text
    if target == "number":
        takes = source in {"text", "number"} and _NUMBER.fullmatch(text)
        return _storable(Decimal(text)) if takes else None
    if target == "boolean":
        return _WORDS.get(text)
    if target == "date":
        day, _, time = text.partition("T")
        is_day = not time if source == "text" else source == "datetime" and time == "00:00:00Z"
        return day if is_day and _DATE.fullmatch(day) and _moment(day) else None
    if source == "date":
        return f"{text}T00:00:00Z"
    is_exact = source == "text" and "T" in text and not _TOO_FINE.search(text)
    moment = _moment(text) if is_exact else None
    if moment is None or moment.tzinfo is None:
        return None
    return moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _text(value: Any) -> str:  # noqa: ANN401 - of any type
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value).lower() if isinstance(value, bool) else str(value)


def _json(value: Any) -> Any:  # noqa: ANN401 - of any type
    if not isinstance(value, Decimal):
        return value
    number = int(value) if value == value.to_integral_value() else float(value)
    return number if _is_exact(value) else None


def _is_exact(number: Decimal) -> bool:
    """Return True if a browser reads a number as it is."""
    return Decimal(repr(float(number))) == number


def _storable(number: Decimal) -> Decimal | None:
    """Return a number if DynamoDB can hold it, and browsers read it as it is."""
    digits = "".join(map(str, number.as_tuple().digits)).strip("0")
    fits = len(digits) <= _DIGITS and number.adjusted() <= _LARGEST
    return number if fits and _is_exact(number) else None


def _moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None
