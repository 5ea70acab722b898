"""Schedule expressions are due when AWS says so."""

from __future__ import annotations

import calendar
import os
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold.local.events.cron import ExpressionError, Timetable, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

START = datetime(2026, 11, 24, 20, 30, 15, tzinfo=UTC)  # a Tuesday


def firings(timetable: Timetable, after: datetime) -> Iterator[datetime]:
    """The due times after an instant."""
    due = timetable.next(after)
    while due is not None:
        yield due
        due = timetable.next(due)


def due(expression: str, count: int, zone: str = "UTC", after: datetime = START) -> list[str]:
    """The next due times, on the wall of the zone."""
    timetable = parse(expression, zone, after)
    walls = (instant.astimezone(ZoneInfo(zone)) for instant in firings(timetable, after))
    return [f"{wall:%Y-%m-%d %H:%M}" for wall in islice(walls, count)]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # The examples of the EventBridge guide.
        ("cron(0 10 * * ? *)", ["2026-11-25 10:00", "2026-11-26 10:00"]),
        ("cron(15 12 * * ? *)", ["2026-11-25 12:15", "2026-11-26 12:15"]),
        ("cron(0 18 ? * MON-FRI *)", ["2026-11-25 18:00", "2026-11-26 18:00", "2026-11-27 18:00",
                                      "2026-11-30 18:00"]),
        ("cron(0 8 1 * ? *)", ["2026-12-01 08:00", "2027-01-01 08:00"]),
        ("cron(0/15 * * * ? *)", ["2026-11-24 20:45", "2026-11-24 21:00"]),
        ("cron(0/10 * ? * MON-FRI *)", ["2026-11-24 20:40", "2026-11-24 20:50"]),
        ("cron(0/5 8-17 ? * MON-FRI *)", ["2026-11-25 08:00", "2026-11-25 08:05"]),
        ("cron(0 9 ? * 2#1 *)", ["2026-12-07 09:00", "2027-01-04 09:00"]),
        ("cron(15 10 ? * 6L 2026-2027)", ["2026-11-27 10:15", "2026-12-25 10:15"]),
        ("cron(0 0 L * ? *)", ["2026-11-30 00:00", "2026-12-31 00:00"]),
        ("cron(0 12 3W * ? *)", ["2026-12-03 12:00", "2027-01-04 12:00"]),
        ("cron(0 12 1W * ? *)", ["2026-12-01 12:00", "2027-01-01 12:00", "2027-02-01 12:00"]),
        ("cron(0 12 31W 1 ? *)", ["2027-01-29 12:00", "2028-01-31 12:00"]),
        ("cron(0 0 ? * L *)", ["2026-11-28 00:00", "2026-12-05 00:00"]),
        ("cron(0 0 29 2 ? *)", ["2028-02-29 00:00", "2032-02-29 00:00"]),
        ("cron(*/20 3 ? JAN,mar sun *)", ["2027-01-03 03:00", "2027-01-03 03:20"]),
        ("cron(5,7-9 0 1 1 ? 2030)", ["2030-01-01 00:05", "2030-01-01 00:07", "2030-01-01 00:08",
                                      "2030-01-01 00:09"]),
        ("cron(30 20 * * ? *)", ["2026-11-25 20:30"]),
    ],
)  # fmt: skip
def test_cron(expression: str, expected: list[str]) -> None:
    """Each kind of field is due as documented."""
    assert due(expression, len(expected)) == expected


@pytest.mark.parametrize("expression", ["cron(0 0 30 2 ? *)", "cron(0 0 1 1 ? 2020)"])
def test_cron_that_never_matches(expression: str) -> None:
    """A date that never comes is never due."""
    assert due(expression, 1) == []


def test_skipped_hour() -> None:
    """A time that the clocks skip in spring is skipped."""
    before = datetime(2027, 3, 12, 12, tzinfo=UTC)
    assert due("cron(30 2 * * ? *)", 3, "America/New_York", before) == [
        "2027-03-13 02:30",
        "2027-03-15 02:30",
        "2027-03-16 02:30",
    ]


def test_repeated_hour() -> None:
    """A time that the clocks repeat in autumn is due once."""
    before = datetime(2027, 11, 6, 12, tzinfo=UTC)
    table = parse("cron(30 1 * * ? *)", "America/New_York", before)
    assert list(islice(firings(table, before), 2)) == [
        datetime(2027, 11, 7, 5, 30, tzinfo=UTC),  # still summer time
        datetime(2027, 11, 8, 6, 30, tzinfo=UTC),
    ]


def test_cron_in_the_seoul_time_zone() -> None:
    """A schedule follows its own time zone."""
    table = parse("cron(0 3 * * ? *)", "Asia/Seoul", START)
    assert table.next(START) == datetime(2026, 11, 25, 18, tzinfo=UTC)


def test_rate_counts_from_its_start() -> None:
    """A rate is due a whole number of periods after its start, whoever asks and when."""
    table = parse("rate(5 minutes)", "UTC", START)
    assert table.next(START) == START + timedelta(minutes=5)
    assert table.next(START + timedelta(minutes=12)) == START + timedelta(minutes=15)


def test_day_is_24_hours() -> None:
    """A rate in days takes no notice of daylight saving."""
    start = datetime(2027, 3, 13, 12, tzinfo=UTC)
    table = parse("rate(1 day)", "America/New_York", start)
    assert table.next(start) == start + timedelta(hours=24)


def test_at() -> None:
    """A one-time schedule is due once, on the wall of its zone."""
    table = parse("at(2026-12-24T18:00:00)", "Europe/Berlin", START)
    assert list(firings(table, START)) == [datetime(2026, 12, 24, 17, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("every day", "must be rate(…), cron(…) or at(…)"),
        ("rate(5 minute)", "must be like"),
        ("rate(1 minutes)", "must be like"),
        ("rate(0 minutes)", "must be like"),
        ("rate(5 seconds)", "must be like"),
        ("cron(0 10 * * ?)", "has 5 fields"),
        ("cron(0 10 * * * *)", "set either day-of-month or day-of-week to ?"),
        ("cron(0 10 ? * ? *)", "set either day-of-month or day-of-week to ?"),
        ("cron(60 10 * * ? *)", "minute: '60'"),
        ("cron(0 24 * * ? *)", "hour: '24'"),
        ("cron(0 0 0 * ? *)", "day-of-month: '0'"),
        ("cron(0 0 ? * 0 *)", "day-of-week: '0'"),
        ("cron(0 0 ? * 8 *)", "day-of-week: '8'"),
        ("cron(0 0 ? * 2#6 *)", "day-of-week: '6'"),
        ("cron(0 0 * FEBR ? *)", "month: 'FEBR'"),
        ("cron(5-1 0 * * ? *)", "is not in ascending order"),
        ("cron(0/0 0 * * ? *)", "minute: '0'"),
        ("cron(0 0 * * ? 2200)", "year: '2200'"),
        ("cron(0 0 LW * ? *)", "day-of-month: 'L'"),
        ("at(2026-12-24)", "must be like at"),
    ],
)
def test_invalid_expressions_are_rejected(expression: str, message: str) -> None:
    """An expression that the service refuses is refused, and the message says why."""
    with pytest.raises(ExpressionError) as caught:
        parse(expression, "UTC", START)
    assert message in str(caught.value)


def test_unknown_zone() -> None:
    """A time zone that does not exist is named."""
    with pytest.raises(ExpressionError, match="unknown time zone 'Asia/Soul'"):
        parse("rate(1 day)", "Asia/Soul", START)


EXAMPLES = 20_000 if os.environ.get("SCAFFOLD_SOAK") else 40
DAYS = 2
# Shortly before clocks change somewhere.
CHANGES = [
    datetime.combine(date.fromisoformat(day), time())
    for day in ("2027-03-13", "2027-03-27", "2027-04-03", "2027-10-02", "2027-10-30", "2027-11-06")
]

# A slow oracle: every minute of the wall is compared with every field, as a person would.

_ZONES = ["UTC", "America/New_York", "Europe/Berlin", "Asia/Seoul", "Australia/Lord_Howe"]


@st.composite
def numbers(draw: st.DrawFn, low: int, high: int) -> tuple[str, frozenset[int]]:
    """The text of a field, and the values it stands for."""
    first = draw(st.integers(low, high))
    last = draw(st.integers(first, high))
    step = draw(st.integers(1, high))
    return draw(
        st.sampled_from(
            [
                ("*", frozenset(range(low, high + 1))),
                (str(first), frozenset({first})),
                (f"{first}-{last}", frozenset(range(first, last + 1))),
                (f"{first}/{step}", frozenset(range(first, high + 1, step))),
                (f"{first}-{last}/{step}", frozenset(range(first, last + 1, step))),
                (f"{first},{last}", frozenset({first, last})),
            ]
        )
    )


def _is_nearest_weekday(day: date, nominal: int) -> bool:
    last = calendar.monthrange(day.year, day.month)[1]
    if nominal > last:
        return False
    weekdays = [
        other for other in range(1, last + 1) if date(day.year, day.month, other).weekday() < 5
    ]
    # Of a Saturday and a Sunday, the near Friday and the near Monday: no tie can arise.
    return day.day == min(weekdays, key=lambda other: abs(other - nominal))


@st.composite
def expressions(draw: st.DrawFn) -> tuple[str, object]:
    """A cron expression, and a test of minutes on the wall that shares no code with ours."""
    minute, minutes = draw(numbers(0, 59))
    hour, hours = draw(numbers(0, 23))
    month, months = draw(numbers(1, 12))
    dom, doms = draw(numbers(1, 31))
    dow, dows = draw(numbers(1, 7))
    n, week = draw(st.integers(1, 31)), draw(st.integers(1, 5))
    weekday = draw(st.integers(1, 7))

    def day_of_week(wall: datetime) -> int:
        return (wall.weekday() + 1) % 7 + 1

    def last(wall: datetime) -> int:
        return calendar.monthrange(wall.year, wall.month)[1]

    days = draw(
        st.sampled_from(
            [
                (dom, "?", lambda w: w.day in doms),
                ("L", "?", lambda w: w.day == last(w)),
                (f"{n}W", "?", lambda w: _is_nearest_weekday(w.date(), n)),
                ("?", dow, lambda w: day_of_week(w) in dows),
                ("?", f"{weekday}L", lambda w: day_of_week(w) == weekday and w.day + 7 > last(w)),
                (
                    "?",
                    f"{weekday}#{week}",
                    lambda w: (
                        day_of_week(w) == weekday
                        and sum(
                            date(w.year, w.month, d).isoweekday() % 7 + 1 == weekday
                            for d in range(1, w.day + 1)
                        )
                        == week
                    ),
                ),
            ]
        )
    )

    def matches(wall: datetime) -> bool:
        return (
            wall.minute in minutes and wall.hour in hours and wall.month in months and days[2](wall)
        )

    return f"cron({minute} {hour} {days[0]} {month} {days[1]} *)", matches


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    expressions(),
    st.sampled_from(_ZONES),
    st.one_of(st.sampled_from(CHANGES), st.datetimes(CHANGES[0], CHANGES[-1])),
)
def test_cron_matches_a_brute_force_search(
    cron: tuple[str, object], zone: str, after: datetime
) -> None:
    """Within two days, exactly those minutes are due that a slow comparison finds."""
    expression, matches = cron
    place = ZoneInfo(zone)
    start = after.replace(tzinfo=UTC)
    end = start + timedelta(days=DAYS)
    assert callable(matches)
    expected, walls = [], set()
    # From two hours before, so that the second showing of a repeated hour is known as such.
    instant = (start - timedelta(hours=2)).replace(second=0, microsecond=0)
    while instant <= end:
        wall = instant.astimezone(place).replace(tzinfo=None)
        if wall not in walls and instant > start and matches(wall):
            expected.append(instant)
        walls.add(wall)
        instant += timedelta(minutes=1)
    found = []
    for due_at in firings(parse(expression, zone, start), start):
        if due_at > end:
            break
        found.append(due_at)
    assert found == expected
