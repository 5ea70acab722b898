"""The records of two branches that were merged."""

from __future__ import annotations

import pytest
from unit.test_storage import evolved

from scaffold.project.merge.conflict_markers import UnresolvedError
from scaffold.project.storage_file import parse
from scaffold.storage import text as storage_text
from scaffold.storage.application import BucketRecord, Storage
from scaffold.storage.branches import merge

BEFORE = "a: string\nb: string"


def conflict(ours: str, theirs: str) -> str:
    """The file as git leaves it where both branches changed all of it."""
    sides = [storage_text.dump(evolved(BEFORE, each)) for each in (ours, theirs)]
    return f"<<<<<<< HEAD\n{sides[0]}=======\n{sides[1]}>>>>>>> theirs\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "generation"),
    [
        (f"{BEFORE}\nc: optional string", f"{BEFORE}\nd: optional string", 1),
        ("a: integer\nb: string", f"{BEFORE}\nd: optional string", 2),
        (f"{BEFORE}\nc: optional string", "a: integer\nb: string", 2),
        ("a: integer\nb: string", "a: integer\nb: string\nc: optional string", 2),
    ],
)
def test_branch_with_the_migration_wins(ours: str, theirs: str, generation: int) -> None:
    """What the other one changed follows from the spec."""
    found = parse(conflict(ours, theirs), "storage.yaml")

    assert found.models["note"].generation == generation


def test_migrations_of_both_branches_are_refused() -> None:
    """Only a person knows which of them was deployed."""
    with pytest.raises(UnresolvedError, match="both branches have a migration of note"):
        parse(conflict("a: integer\nb: string", "a: string\nb: integer"), "storage.yaml")


def test_what_no_migration_is_of() -> None:
    """Each side may know more than the other; where they differ, the spec decides."""
    private, staff = BucketRecord(("owner",), True), BucketRecord(("staff",), True)
    ours = Storage({}, {"a": private, "b": private}, sign_up="open", app="shop")
    theirs = Storage({}, {"a": private, "b": staff, "c": staff}, "invite", "shop", "us-east-1")

    merged, clashing = merge(ours, theirs)

    assert clashing == ()
    assert merged == Storage({}, {"a": private, "c": staff}, None, "shop", "us-east-1")
    assert merge(theirs, ours) == (merged, ())
    assert merge(ours, ours) == (ours, ())
