"""Conversions of stored values, for migrations: nothing is rounded, cut off or guessed."""

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from .dynamodb import check_number
from .fields import Date, DateTime, format_moment
from .migrations import Attributes

# No number begins with further zeros: 007 is a name for something, and would lose them.
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
# Python cuts off what is smaller than a microsecond.
_TOO_FINE = re.compile(r"\.[0-9]{6}0*[1-9]")
_WORDS = {"true": True, "false": False, "1": True, "0": False}


class UnfitError(ValueError):
    """A value that has no counterpart in another encoding."""


def fill(
    item: Attributes, attribute: str, *, value: str | float | bool, unless: str | None = None
) -> None:
    """Set an attribute where it is missing, but not where another one could not be converted."""
    if unless not in item:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        item.setdefault(attribute, Decimal(str(value)) if is_number else value)


def convert(  # noqa: PLR0913 - both ends of the move
    item: Attributes,
    attribute: str,
    encoding: str,
    *,
    into: str,
    to: str,
    words: Mapping[str, str] | None = None,
) -> None:
    """Move a value from one attribute and encoding to another.

    `words` has what the words that items hold for an enum's values are called in answers.

    A value that cannot be converted stays where it is: it is left out of answers, and reported by
    `make migrate`.
    """
    item.pop(into, None)
    if attribute in item:
        value = words.get(item[attribute], item[attribute]) if words else item[attribute]
        with suppress(UnfitError):
            item[into] = converted(value, encoding, to)
            del item[attribute]


def recover(item: Attributes, attribute: str, encoding: str, *, into: str, to: str) -> None:
    """Move what an earlier migration could not convert, unless something else was stored since."""
    if into not in item:
        convert(item, attribute, encoding, into=into, to=to)


def converted(value: Any, encoding: str, to: str) -> Any:  # noqa: ANN401 - of any type
    """Return a stored value in another encoding; raise UnfitError if it has none there."""
    return _dump(_load(value, encoding), to)


def _load(value: Any, encoding: str) -> Any:  # noqa: ANN401 - of any type
    """Return a stored value: text, Decimal, bool, date, datetime, list, or what JSON has."""
    try:
        if encoding == "json":
            return json.loads(value, parse_float=Decimal, parse_int=Decimal)
        if encoding == "date":
            return date.fromisoformat(value)
        if encoding == "datetime":
            return datetime.fromisoformat(value)
        inner = _inner(encoding)
        return [_load(each, inner) for each in value] if inner else value
    except (TypeError, ValueError) as error:
        raise UnfitError(value) from error


def _dump(value: Any, to: str) -> Any:  # noqa: ANN401 - of any type
    inner = _inner(to)
    if inner:
        return [_dump(each, inner) for each in (value if isinstance(value, list) else [value])]
    if to == "json":
        return json.dumps(value, default=_json, ensure_ascii=False)
    if isinstance(value, list):
        if len(value) != 1:
            raise UnfitError(value)
        value = value[0]
    return _DUMPS[to](value)


def _inner(encoding: str) -> str:
    """Return the encoding of the values of a list, and nothing for other encodings."""
    return encoding.removeprefix("list(").removesuffix(")") if encoding.startswith("list(") else ""


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime):
        return format_moment(value)
    # No text is empty, as none could be the key of an index.
    if isinstance(value, str | date) and value:
        return str(value)
    raise UnfitError(value)


def _number(value: object) -> Decimal:
    # Python also takes 1_000, and digits of any script.
    is_number = isinstance(value, Decimal) or (
        isinstance(value, str) and _NUMBER.fullmatch(value) is not None
    )
    if not is_number or not isinstance(value, str | Decimal):
        raise UnfitError(value)
    number = _exact(Decimal(value))
    try:
        check_number(str(number))
    except ValueError as error:
        raise UnfitError(value) from error
    return number


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    text = _text(value)
    if text not in _WORDS:
        raise UnfitError(value)
    return _WORDS[text]


def _date(value: object) -> str:
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        value = value.date().isoformat()
    try:
        return Date().load(str(value) if isinstance(value, date) else value)
    except ValueError as error:
        raise UnfitError(value) from error


def _datetime(value: object) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, datetime):
        return format_moment(value)
    if isinstance(value, str) and _TOO_FINE.search(value):
        raise UnfitError(value)
    try:
        return DateTime().load(value)
    except ValueError as error:
        raise UnfitError(value) from error


def _json(value: object) -> object:
    if not isinstance(value, Decimal):
        return _text(value)
    return int(value) if _exact(value) == value.to_integral_value() else float(value)


def _exact(number: Decimal) -> Decimal:
    """Return a number that JavaScript reads as it is; raise UnfitError for any other."""
    as_read = Decimal(repr(float(number)))
    if as_read != number:
        raise UnfitError(number)
    return as_read


_DUMPS: Mapping[str, Callable[[object], Any]] = {
    "text": _text,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
}
