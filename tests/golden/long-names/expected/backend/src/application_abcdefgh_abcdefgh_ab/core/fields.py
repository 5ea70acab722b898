"""Field types: validation, and conversion to and from DynamoDB."""

import json
import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Context, Decimal
from typing import ClassVar
from urllib.parse import urlsplit

from . import ids

_SAFE_INTEGER = 2**53 - 1
# DynamoDB rejects numbers closer to 0, numbers farther from it, and more digits.
_SMALLEST = 1e-130
_LARGEST = 10**126 - 10**88
_DIGITS = 38
_EXACT = Context(prec=200)
_SPACE = re.compile(r"\s")
# Control characters, and those that end a line.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})",
    re.IGNORECASE,
)


# Nobody through the API: only the functions of the application.
FUNCTIONS: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Field(ABC):
    """A field of a model."""

    optional: bool = False
    default: object = None
    unique: bool = False
    indexed: bool = False
    # Who may see it and set it through the API, in access words; whoever may read or write the
    # item, if None.
    read: frozenset[str] | None = None
    write: frozenset[str] | None = None
    # Where items hold the value, if not under the name of the field.
    attribute: str | None = None
    # Where those are that could not be converted when the type of the field changed.
    converted_from: tuple[str, ...] = ()
    key_type: ClassVar[str] = "S"

    def parse(self, value: object) -> object:
        """Return the normalized value of a request; raise ValueError saying what it must be."""
        return self.load(value)

    def parse_filter(self, value: object) -> object:
        """Return the value by which items are looked for: bounds and patterns may have changed."""
        return self.parse(value)

    def dump(self, value: object) -> object:
        """Return the value as the table stores it."""
        return value

    @abstractmethod
    def load(self, stored: object) -> object:
        """Return the value from its stored form; raise ValueError if it is not of this type.

        Bounds and patterns are for what is written: what was stored under others can be read.
        """

    def identity(self, value: object) -> str:
        """Return the text by which unique values are compared."""
        return str(value)


@dataclass(frozen=True, kw_only=True)
class String(Field):
    """A single line of text."""

    min: int = 1
    max: int = 255
    pattern: str | None = None
    multiline: ClassVar[bool] = False

    def parse(self, value: object) -> str:
        """Return text within the bounds that matches the pattern."""
        value = self.load(value)
        if len(value) < self.min:
            raise ValueError(f"must have at least {_count(self.min, 'character')}")
        if len(value) > self.max:
            raise ValueError(f"must have at most {_count(self.max, 'character')}")
        if not self.multiline and _CONTROL.search(value):
            raise ValueError("must be one line, without control characters")
        if self.pattern is not None and not re.fullmatch(self.pattern, value, re.ASCII):
            raise ValueError(f"must match the pattern {self.pattern}")
        return value

    def parse_filter(self, value: object) -> str:
        """Return any text."""
        return self.load(value)

    def load(self, stored: object) -> str:
        """Return text."""
        if not isinstance(stored, str):
            raise ValueError("must be text")
        return stored

    def identity(self, value: object) -> str:
        """Return the text in the form in which Unicode composes its characters."""
        return unicodedata.normalize("NFC", str(value))


@dataclass(frozen=True, kw_only=True)
class Text(String):
    """Multiline text."""

    max: int = 10_000
    multiline: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class Email(String):
    """An email address."""

    min: int = 3
    max: int = 254

    def load(self, stored: object) -> str:
        """Return an address with a local part and a domain."""
        text = super().load(stored)
        if not _EMAIL.fullmatch(text):
            raise ValueError("must be an email address")
        return text

    def identity(self, value: object) -> str:
        """Return the address without regard to case."""
        return super().identity(value).casefold()


@dataclass(frozen=True, kw_only=True)
class Url(String):
    """A web address."""

    max: int = 2048

    def load(self, stored: object) -> str:
        """Return an http or https URL with a host."""
        text = super().load(stored)
        try:
            parts = urlsplit(text)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in {"http", "https"} or not parts.hostname or _SPACE.search(text):
            raise ValueError("must be a web address such as https://example.com")
        return text


@dataclass(frozen=True, kw_only=True)
class Integer(Field):
    """An integer within JavaScript's safe range."""

    min: int | float = -_SAFE_INTEGER
    max: int | float = _SAFE_INTEGER
    key_type: ClassVar[str] = "N"

    def parse(self, value: object) -> int:
        """Return an integer within the bounds."""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError("must be a whole number")
        _check_bounds(value, self.min, self.max)
        return value

    def parse_filter(self, value: object) -> int:
        """Return any integer within the safe range."""
        return replace(self, min=-_SAFE_INTEGER, max=_SAFE_INTEGER).parse(value)

    def dump(self, value: object) -> object:
        """Return a Decimal, as the table returns it."""
        return Decimal(str(value))

    def load(self, stored: object) -> int:
        """Return an int in place of the Decimal that the table returns; nothing is cut off."""
        if not isinstance(stored, Decimal) or stored != stored.to_integral_value():
            raise ValueError("must be a whole number")
        if abs(stored) > _SAFE_INTEGER:
            raise ValueError(f"must be from -{_SAFE_INTEGER} to {_SAFE_INTEGER}")
        return int(stored)


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A number."""

    min: int | float = -_SAFE_INTEGER
    max: int | float = _SAFE_INTEGER
    key_type: ClassVar[str] = "N"

    def parse(self, value: object) -> int | float:
        """Return a number within the bounds; equal numbers have equal text."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError("must be a number")
        _check_bounds(value, self.min, self.max)
        if 0 < abs(value) < _SMALLEST:
            raise ValueError(f"must be 0 or at least {_SMALLEST} from it")
        return int(value) if float(value).is_integer() else value

    def parse_filter(self, value: object) -> int | float:
        """Return any number that DynamoDB can hold."""
        replace(self, min=-_LARGEST, max=_LARGEST).parse(value)
        number = _exact(value)
        if len(number.as_tuple().digits) > _DIGITS:
            raise ValueError(f"must have at most {_DIGITS} digits")
        return self.load(number)

    def dump(self, value: object) -> object:
        """Return a Decimal, the only number type that DynamoDB accepts."""
        return _exact(value)

    def load(self, stored: object) -> int | float:
        """Return an int where that is exact, otherwise a float."""
        if not isinstance(stored, Decimal):
            raise ValueError("must be a number")
        return int(stored) if stored == stored.to_integral_value() else float(stored)


@dataclass(frozen=True, kw_only=True)
class Boolean(Field):
    """True or false."""

    def load(self, stored: object) -> bool:
        """True or false."""
        if not isinstance(stored, bool):
            raise ValueError("must be true or false")
        return stored


@dataclass(frozen=True, kw_only=True)
class Date(Field):
    """A date."""

    def load(self, stored: object) -> str:
        """Return a calendar date, as in 2026-01-31."""
        try:
            if isinstance(stored, str) and _DATE.fullmatch(stored):
                return date.fromisoformat(stored).isoformat()
        except ValueError:
            pass
        raise ValueError("must be a date such as 2026-01-31")


@dataclass(frozen=True, kw_only=True)
class DateTime(Field):
    """A date and time."""

    def load(self, stored: object) -> str:
        """Return the time in UTC, so that equal times have equal text."""
        try:
            if isinstance(stored, str) and _DATETIME.fullmatch(stored):
                return format_moment(datetime.fromisoformat(stored.upper()))
        except (ValueError, OverflowError):
            pass
        raise ValueError("must be a date and time such as 2026-01-31T12:00:00Z")


@dataclass(frozen=True, kw_only=True)
class Json(Field):
    """Any JSON value except null, stored as text: DynamoDB restricts numbers and keys."""

    def parse(self, value: object) -> object:
        """Return the value unchanged."""
        return value

    def dump(self, value: object) -> str:
        """Return JSON text."""
        return json.dumps(value, ensure_ascii=False)

    def load(self, stored: object) -> object:
        """Return the value from its JSON text."""
        if not isinstance(stored, str):
            raise ValueError("must be JSON text")
        return json.loads(stored)


@dataclass(frozen=True, kw_only=True)
class Enum(Field):
    """One of a set of strings; `words` has what items hold in place of some of them."""

    values: tuple[str, ...]
    words: Mapping[str, str] = field(default_factory=dict)

    def parse(self, value: object) -> str:
        """Return one of the strings."""
        if not isinstance(value, str) or value not in self.values:
            raise ValueError(f"must be one of: {', '.join(self.values)}")
        return value

    def dump(self, value: object) -> object:
        """Return the word that items hold."""
        return self.words.get(str(value), value)

    def load(self, stored: object) -> str:
        """Return the string for a word."""
        known = {self.words.get(value, value): value for value in self.values}
        return self.parse(known.get(stored) if isinstance(stored, str) else stored)


@dataclass(frozen=True, kw_only=True)
class List(Field):
    """A list of values of one type."""

    items: Field
    min: int = 0
    max: int = 100

    def parse(self, value: object) -> list[object]:
        """Return a list within the bounds, each item normalized."""
        if not isinstance(value, list):
            raise ValueError("must be a list")
        if len(value) < self.min:
            raise ValueError(f"must have at least {_count(self.min, 'item')}")
        if len(value) > self.max:
            raise ValueError(f"must have at most {_count(self.max, 'item')}")
        return [self._parse_item(number, item) for number, item in enumerate(value, start=1)]

    def dump(self, value: object) -> object:
        """Return the items as the table stores them."""
        return [self.items.dump(item) for item in value] if isinstance(value, list) else value

    def load(self, stored: object) -> list[object]:
        """Return the items from their stored form."""
        if not isinstance(stored, list):
            raise ValueError("must be a list")
        return [self.items.load(item) for item in stored]

    def _parse_item(self, number: int, item: object) -> object:
        try:
            return self.items.parse(item)
        except ValueError as error:
            raise ValueError(f"item {number} {error}") from error


@dataclass(frozen=True, kw_only=True)
class Ref(Field):
    """A reference to an item of another model; the write checks that it exists."""

    table: str

    def load(self, stored: object) -> str:
        """Return an id."""
        if not isinstance(stored, str) or not ids.is_id(stored):
            raise ValueError("must be the id of an item")
        return stored


@dataclass(frozen=True, kw_only=True)
class File(Field):
    """A reference to an object in a bucket; the write checks that it exists."""

    bucket: str

    def load(self, stored: object) -> str:
        """Return text."""
        if not isinstance(stored, str):
            raise ValueError("must be the id of an object")
        return stored


def format_moment(moment: datetime) -> str:
    """Return a time in UTC, as in 2026-01-31T12:00:00Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _exact(number: object) -> Decimal:
    """Return a number as DynamoDB takes it: zeros at the end of a large one are no digits."""
    exact = Decimal(str(number))
    return exact.normalize(_EXACT) if abs(exact) >= 10**_DIGITS else exact


def _check_bounds(value: float, least: float, most: float) -> None:
    if value < least:
        raise ValueError(f"must be at least {least}")
    # Written so that NaN fails, too.
    if not value <= most:
        raise ValueError(f"must be at most {most}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
