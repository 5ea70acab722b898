"""The records of a run: the newest, and never too many."""

from __future__ import annotations

from scaffold.local.journal import KEPT, KEPT_BYTES, Invocation, Journal, LogLine


def invocation(size: int) -> Invocation:
    """An invocation with an event of so many bytes."""
    return Invocation(0, "f", "id", "test", 1, None, 20, None, b"x" * size, b"")


def test_the_newest_records_are_kept() -> None:
    """Of many lines the last ones."""
    journal = Journal(lambda: 0)
    for number in range(KEPT + 10):
        journal.add(LogLine(0, "f", str(number)))
    kept = journal.records()
    assert len(kept) == KEPT
    assert kept[-1] == LogLine(0, "f", str(KEPT + 9))


def test_large_events_do_not_pile_up() -> None:
    """What is kept has a size, however large events and answers are."""
    journal = Journal(lambda: 0)
    megabytes = 6 * 2**20
    for _ in range(100):
        journal.add(invocation(megabytes))
    assert len(journal.records()) == KEPT_BYTES // megabytes
    journal.add(invocation(1))
    assert journal.records()[-1] == invocation(1)
