"""The records of a run: the newest, and never too many."""

from __future__ import annotations

from scaffold.local.activity import MAX_BYTES, MAX_RECORDS, ActivityLog, Invocation, LogLine


def invocation(size: int) -> Invocation:
    """An invocation with an event of so many bytes."""
    return Invocation(0, "f", "id", "test", 1, None, 20, None, b"x" * size, b"")


def test_the_newest_records_are_kept() -> None:
    """Of many lines the last ones."""
    activity = ActivityLog(lambda: 0)
    for number in range(MAX_RECORDS + 10):
        activity.add(LogLine(0, "f", str(number)))
    kept = activity.records()
    assert len(kept) == MAX_RECORDS
    assert kept[-1] == LogLine(0, "f", str(MAX_RECORDS + 9))


def test_large_events_do_not_pile_up() -> None:
    """What is kept has a size, however large events and answers are."""
    activity = ActivityLog(lambda: 0)
    megabytes = 6 * 2**20
    for _ in range(100):
        activity.add(invocation(megabytes))
    assert len(activity.records()) == MAX_BYTES // megabytes
    activity.add(invocation(1))
    assert activity.records()[-1] == invocation(1)
