"""AWS's schedule expressions: `rate(…)`, `cron(…)` with six fields, and `at(…)`.

Rules: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_MONTHS: Final = {name.upper(): number for number, name in enumerate(calendar.month_abbr) if name}
_DAYS: Final = {"SUN": 1, "MON": 2, "TUE": 3, "WED": 4, "THU": 5, "FRI": 6, "SAT": 7}
_UNITS: Final = {"minute": 60, "hour": 3600, "day": 86_400}
_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2199


class ExpressionError(ScaffoldError):
    """A schedule expression that AWS would reject."""

    def __init__(self, expression: str, reason: str) -> None:
        super().__init__(f"schedule expression {expression!r}: {reason}")


class Timetable(Protocol):
    """The due times of a schedule."""

    def next(self, after: datetime) -> datetime | None:
        """Return the first due time later than `after`, in UTC, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Rate:
    """Due every `period`, counted from `start`."""

    period: timedelta
    start: datetime

    def next(self, after: datetime) -> datetime | None:
        """Return the first due time later than `after`."""
        return self.start + ((after - self.start) // self.period + 1) * self.period


@dataclass(frozen=True, slots=True)
class Once:
    """Due at one instant."""

    instant: datetime

    def next(self, after: datetime) -> datetime | None:
        """Return the instant if it is later than `after`."""
        return self.instant if self.instant > after else None


@dataclass(frozen=True, slots=True)
class Cron:
    """Due whenever the wall clock of a time zone shows a matching minute.

    As in EventBridge Scheduler, a time that daylight saving skips is skipped, and a time that it
    repeats is due once.
    """

    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    is_day: Callable[[date], bool]
    months: frozenset[int]
    years: tuple[int, ...]
    zone: ZoneInfo

    def next(self, after: datetime) -> datetime | None:
        """Return the first due time later than `after`, in UTC."""
        now = after.astimezone(self.zone).replace(tzinfo=None)
        for wall in self._wall_times(now.replace(second=0, microsecond=0)):
            instant = wall.replace(tzinfo=self.zone).astimezone(UTC)
            exists = instant.astimezone(self.zone).replace(tzinfo=None) == wall
            if exists and instant > after:
                return instant
        return None

    def _wall_times(self, since: datetime) -> Iterator[datetime]:
        """Yield the matching wall-clock times from a minute on."""
        for day in self._days(since.date()):
            for hour in self.hours:
                if day == since.date() and hour < since.hour:
                    continue
                for minute in self.minutes:
                    wall = datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001 - wall-clock time
                    if wall >= since:
                        yield wall

    def _days(self, since: date) -> Iterator[date]:
        for year in self.years[bisect_left(self.years, since.year) :]:
            for month in sorted(self.months):
                if (year, month) < (since.year, since.month):
                    continue
                for day in range(1, calendar.monthrange(year, month)[1] + 1):
                    candidate = date(year, month, day)
                    if candidate >= since and self.is_day(candidate):
                        yield candidate


def parse(expression: str, timezone: str, start: datetime) -> Timetable:
    """Return the timetable of an expression; a rate counts from `start`. Raise ExpressionError."""
    found = re.fullmatch(r"(rate|cron|at)\((.*)\)", expression)
    if found is None:
        raise ExpressionError(expression, "must be rate(…), cron(…) or at(…)")
    kind, content = found.groups()
    zone = _zone(expression, timezone)
    if kind == "rate":
        return Rate(_period(expression, content), start)
    if kind == "at":
        return Once(_instant(expression, content, zone))
    return _cron(expression, content, zone)


def _zone(expression: str, timezone: str) -> ZoneInfo:
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ExpressionError(expression, f"unknown time zone {timezone!r}") from error


def _period(expression: str, content: str) -> timedelta:
    found = re.fullmatch(r"([1-9]\d*) (minute|hour|day)(s?)", content)
    if found is None or (found[1] == "1") == bool(found[3]):
        raise ExpressionError(
            expression, "must be like rate(1 minute), rate(5 minutes), rate(2 hours), rate(1 day)"
        )
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])


def _instant(expression: str, content: str, zone: ZoneInfo) -> datetime:
    try:
        wall = datetime.strptime(content, "%Y-%m-%dT%H:%M:%S")  # noqa: DTZ007 - the zone follows
    except ValueError as error:
        raise ExpressionError(expression, "must be like at(2026-11-20T13:00:00)") from error
    return wall.replace(tzinfo=zone).astimezone(UTC)


def _cron(expression: str, content: str, zone: ZoneInfo) -> Cron:
    fields = content.split()
    if len(fields) != 6:  # noqa: PLR2004 - AWS's dialect
        raise ExpressionError(
            expression,
            f"has {len(fields)} fields; AWS requires six: "
            "minute hour day-of-month month day-of-week year",
        )
    minute, hour, day, month, weekday, year = fields
    if (day == "?") == (weekday == "?"):
        raise ExpressionError(
            expression, "set either day-of-month or day-of-week to ?, and the other to a value or *"
        )
    field = _Field(expression)
    return Cron(
        minutes=field.values("minute", minute, 0, 59),
        hours=field.values("hour", hour, 0, 23),
        is_day=field.day_of_month(day) if weekday == "?" else field.day_of_week(weekday),
        months=frozenset(field.values("month", month, 1, 12, _MONTHS)),
        years=field.values("year", year, _FIRST_YEAR, _LAST_YEAR),
        zone=zone,
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """Parses the fields of one expression."""

    expression: str

    def values(
        self, name: str, text: str, low: int, high: int, words: Mapping[str, int] | None = None
    ) -> tuple[int, ...]:
        """Return the sorted numbers that a field stands for."""
        found: set[int] = set()
        for part in text.split(","):
            span, slash, step = part.partition("/")
            first, dash, last = span.partition("-")
            every = 1
            if slash:
                every = self._number(name, step, 1, high)
            if span == "*":
                start, end = low, high
            else:
                start = self._number(name, first, low, high, words)
                end = self._number(name, last, low, high, words) if dash else start
                if slash and not dash:
                    end = high
            if start > end:
                raise ExpressionError(self.expression, f"{name}: {span} is not in ascending order")
            found.update(range(start, end + 1, every))
        return tuple(sorted(found))

    def _number(
        self, name: str, text: str, low: int, high: int, words: Mapping[str, int] | None = None
    ) -> int:
        number = (words or {}).get(text.upper())
        if number is None and re.fullmatch(r"[0-9]{1,4}", text):
            number = int(text)
        if number is None or not low <= number <= high:
            raise ExpressionError(
                self.expression, f"{name}: {text!r} is not a value from {low} to {high}"
            )
        return number

    def day_of_month(self, text: str) -> Callable[[date], bool]:
        """Return a predicate of days: `L` is the last day, `15W` the weekday nearest the 15th."""
        if text == "L":
            return lambda day: day.day == _last_day(day)
        if text.endswith("W"):
            nominal = self._number("day-of-month", text[:-1], 1, 31)
            return lambda day: (
                nominal <= _last_day(day) and day.day == _nearest_weekday(day, nominal)
            )
        days = frozenset(self.values("day-of-month", text, 1, 31))
        return lambda day: day.day in days

    def day_of_week(self, text: str) -> Callable[[date], bool]:
        """Return a predicate of days: Sunday is 1, `6L` the last Friday, `3#2` the 2nd Tuesday."""
        if text == "L":
            return lambda day: _weekday(day) == _DAYS["SAT"]
        if text.endswith("L"):
            last = self._number("day-of-week", text[:-1], 1, 7, _DAYS)
            return lambda day: _weekday(day) == last and day.day > _last_day(day) - 7
        if "#" in text:
            name, _, place = text.partition("#")
            which = self._number("day-of-week", name, 1, 7, _DAYS)
            week = self._number("day-of-week", place, 1, 5)
            return lambda day: _weekday(day) == which and (day.day + 6) // 7 == week
        days = frozenset(self.values("day-of-week", text, 1, 7, _DAYS))
        return lambda day: _weekday(day) in days


def _weekday(day: date) -> int:
    return day.isoweekday() % 7 + 1


def _last_day(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _nearest_weekday(day: date, nominal: int) -> int:
    """Return the day of the month's weekday nearest to a day, never in another month."""
    weekday = date(day.year, day.month, nominal).isoweekday()
    if weekday == 6:  # noqa: PLR2004 - Saturday
        return nominal - 1 if nominal > 1 else nominal + 2
    if weekday == 7:  # noqa: PLR2004 - Sunday
        return nominal + 1 if nominal < _last_day(day) else nominal - 2
    return nominal
