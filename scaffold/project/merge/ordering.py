"""The order of keys that both sides changed."""

from __future__ import annotations


def merge_order(base: list[str], yours: list[str], new: list[str]) -> list[str]:
    """Return the generated order, with each key of yours behind the one that it is behind.

    If you changed the order, yours, with the generated keys behind theirs.
    """
    in_yours, in_base = set(yours), set(base)
    reordered = [key for key in base if key in in_yours] != [key for key in yours if key in in_base]
    order, other = (list(yours), new) if reordered else (list(new), yours)
    others, known = set(other), set(order)
    for number, key in enumerate(other):
        if key in known:
            continue
        before = next((item for item in reversed(other[:number]) if item in known), None)
        place = order.index(before) + 1 if before is not None else 0
        if known.isdisjoint(other[number + 1 :]):  # what is last stays last
            while place < len(order) and order[place] not in others | in_base:
                place += 1
        order.insert(place, key)
        known.add(key)
    return order
