"""What the access words of a spec come to."""

from __future__ import annotations

import pytest

from scaffold.spec import reader

SPEC = """\
scaffold: 1
app: notes
auth: {groups: [editors]}
models:
  note:
    fields: {text: string}
    access: {create: WORDS}
buckets:
  photos: {access: {create: WORDS}}
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("owner", ("signed-in",)),
        ("[owner, editors]", ("signed-in", "editors")),
        ("[owner, signed-in]", ("signed-in",)),
        ("editors", ("editors",)),
    ],
)
def test_create_access_of_owner_means_signed_in(words: str, expected: tuple[str, ...]) -> None:
    """To make things as an owner takes no more than a sign-in."""
    spec = reader.parse(SPEC.replace("WORDS", words))
    assert spec.models[0].access.create.words == expected
    assert spec.buckets[0].access.create.words == expected
