"""ULIDs."""

from town_hall.core import ids


def test_ids_sort_by_time() -> None:
    """A later id sorts after an earlier one, a millisecond apart or more."""
    assert ids.new_id() < _later_id()


def test_ids_are_unique() -> None:
    """Ids created at the same time differ."""
    assert len({ids.new_id() for _ in range(1000)}) == 1000


def test_is_ulid() -> None:
    """An id has 26 characters of Crockford's alphabet and fits in 128 bits."""
    assert ids.is_id(ids.new_id())
    for text in ("", "0" * 25, "I" * 26, "8" + "0" * 25, ids.new_id().lower(), None):
        assert not ids.is_id(text)


def _later_id() -> str:
    moment = ids.new_id()[:10]
    while (later := ids.new_id())[:10] == moment:
        pass
    return later
