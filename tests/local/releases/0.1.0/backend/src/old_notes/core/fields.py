"""The types of a model's fields: what a value must be, and how the table stores it."""

import json
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from urllib.parse import urlsplit

from . import ids

_SAFE_INTEGER = 2**53 - 1
# DynamoDB refuses numbers that are closer to 0.
_SMALLEST = 1e-130
_SPACE = re.compile(r"\s")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Field(ABC):
    """A field of a model."""

    optional: bool = False
    default: object = None
    unique: bool = False
    indexed: bool = False

    @abstractmethod
    def parse(self, value: object) -> object:
        """The value in its normal form; a ValueError says what it must be instead."""

    def dump(self, value: object) -> object:
        """The value as the table stores it."""
        return value

    def load(self, stored: object) -> object:
        """The value that the table has stored."""
        return stored


@dataclass(frozen=True, kw_only=True)
class String(Field):
    """Text of one line."""

    min: int = 1
    max: int = 255
    pattern: str | None = None

    def parse(self, value: object) -> str:
        """Text within the bounds that matches the pattern."""
        if not isinstance(value, str):
            raise ValueError("must be text")
        if len(value) < self.min:
            raise ValueError(f"must have at least {_count(self.min, 'character')}")
        if len(value) > self.max:
            raise ValueError(f"must have at most {_count(self.max, 'character')}")
        if self.pattern is not None and not re.fullmatch(self.pattern, value):
            raise ValueError(f"must match the pattern {self.pattern}")
        return value


@dataclass(frozen=True, kw_only=True)
class Text(String):
    """Text of several lines."""

    max: int = 10_000


@dataclass(frozen=True, kw_only=True)
class Email(String):
    """An e-mail address."""

    min: int = 3
    max: int = 254

    def parse(self, value: object) -> str:
        """An address with a local part and a domain."""
        text = super().parse(value)
        if not _EMAIL.fullmatch(text):
            raise ValueError("must be an e-mail address")
        return text


@dataclass(frozen=True, kw_only=True)
class Url(String):
    """A web address."""

    max: int = 2048

    def parse(self, value: object) -> str:
        """An http or https address with a host."""
        text = super().parse(value)
        try:
            parts = urlsplit(text)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in {"http", "https"} or not parts.hostname or _SPACE.search(text):
            raise ValueError("must be a web address such as https://example.com")
        return text


@dataclass(frozen=True, kw_only=True)
class Integer(Field):
    """A whole number that JavaScript can represent too."""

    min: int | float = -_SAFE_INTEGER
    max: int | float = _SAFE_INTEGER

    def parse(self, value: object) -> int:
        """A whole number within the bounds."""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError("must be a whole number")
        _check_bounds(value, self.min, self.max)
        return value

    def load(self, stored: object) -> object:
        """An int in place of the Decimal that the table returns."""
        return int(stored) if isinstance(stored, Decimal) else stored


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A number."""

    min: int | float = -_SAFE_INTEGER
    max: int | float = _SAFE_INTEGER

    def parse(self, value: object) -> int | float:
        """A number within the bounds; equal numbers are equal text."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError("must be a number")
        _check_bounds(value, self.min, self.max)
        if 0 < abs(value) < _SMALLEST:
            raise ValueError(f"must be 0 or at least {_SMALLEST} from it")
        return int(value) if float(value).is_integer() else value

    def dump(self, value: object) -> object:
        """A Decimal, the only kind of number that the table takes."""
        return Decimal(str(value))

    def load(self, stored: object) -> object:
        """An int where that is exact, otherwise a float."""
        if not isinstance(stored, Decimal):
            return stored
        return int(stored) if stored == stored.to_integral_value() else float(stored)


@dataclass(frozen=True, kw_only=True)
class Boolean(Field):
    """Yes or no."""

    def parse(self, value: object) -> bool:
        """True or false."""
        if not isinstance(value, bool):
            raise ValueError("must be true or false")
        return value


@dataclass(frozen=True, kw_only=True)
class Date(Field):
    """A day."""

    def parse(self, value: object) -> str:
        """A day of the calendar, as in 2026-01-31."""
        try:
            if isinstance(value, str) and _DATE.fullmatch(value):
                return date.fromisoformat(value).isoformat()
        except ValueError:
            pass
        raise ValueError("must be a date such as 2026-01-31")


@dataclass(frozen=True, kw_only=True)
class DateTime(Field):
    """A moment."""

    def parse(self, value: object) -> str:
        """A moment in UTC, so that equal moments are equal text."""
        try:
            if isinstance(value, str) and _DATETIME.fullmatch(value):
                return format_moment(datetime.fromisoformat(value.upper()))
        except (ValueError, OverflowError):
            pass
        raise ValueError("must be a date and time such as 2026-01-31T12:00:00Z")


@dataclass(frozen=True, kw_only=True)
class Json(Field):
    """Any JSON value but null; stored as text, since DynamoDB's numbers and keys are narrower."""

    def parse(self, value: object) -> object:
        """The value as it is."""
        return value

    def dump(self, value: object) -> str:
        """JSON text."""
        return json.dumps(value, ensure_ascii=False)

    def load(self, stored: object) -> object:
        """The value that the text stands for."""
        return json.loads(stored) if isinstance(stored, str) else stored


@dataclass(frozen=True, kw_only=True)
class Enum(Field):
    """One of several words."""

    values: tuple[str, ...]

    def parse(self, value: object) -> str:
        """One of the words."""
        if not isinstance(value, str) or value not in self.values:
            raise ValueError(f"must be one of: {', '.join(self.values)}")
        return value


@dataclass(frozen=True, kw_only=True)
class List(Field):
    """Several values of one type."""

    items: Field
    min: int = 0
    max: int = 100

    def parse(self, value: object) -> list[object]:
        """A list within the bounds, each item in its normal form."""
        if not isinstance(value, list):
            raise ValueError("must be a list")
        if len(value) < self.min:
            raise ValueError(f"must have at least {_count(self.min, 'item')}")
        if len(value) > self.max:
            raise ValueError(f"must have at most {_count(self.max, 'item')}")
        return [self._parse_item(number, item) for number, item in enumerate(value, start=1)]

    def dump(self, value: object) -> object:
        """The items as the table stores them."""
        return [self.items.dump(item) for item in value] if isinstance(value, list) else value

    def load(self, stored: object) -> object:
        """The items that the table has stored."""
        return [self.items.load(item) for item in stored] if isinstance(stored, list) else stored

    def _parse_item(self, number: int, item: object) -> object:
        try:
            return self.items.parse(item)
        except ValueError as error:
            raise ValueError(f"item {number} {error}") from error


@dataclass(frozen=True, kw_only=True)
class Ref(Field):
    """The id of another model's item; that it exists is checked when it is written."""

    table: str

    def parse(self, value: object) -> str:
        """An id."""
        if not isinstance(value, str) or not ids.is_id(value):
            raise ValueError("must be the id of an item")
        return value


@dataclass(frozen=True, kw_only=True)
class File(Field):
    """The id of an object in a bucket; that it exists is checked when it is written."""

    bucket: str

    def parse(self, value: object) -> str:
        """Text; what is no id of an object is not found."""
        if not isinstance(value, str):
            raise ValueError("must be the id of an object")
        return value


def format_moment(moment: datetime) -> str:
    """A moment in UTC, as in 2026-01-31T12:00:00Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _check_bounds(value: float, least: float, most: float) -> None:
    if value < least:
        raise ValueError(f"must be at least {least}")
    # Written so that "not a number" fails too.
    if not value <= most:
        raise ValueError(f"must be at most {most}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
