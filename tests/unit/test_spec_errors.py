"""The errors of the spec's rules: the exact message, its place, and the caret under it.

tests/unit/spec_errors/ has one file per module of rules: titles, specs, and the errors in them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scaffold.errors import SpecError
from scaffold.spec import reader

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "spec_errors"


def cases() -> Iterator[object]:
    """The cases of all files."""
    for file in sorted(CASES.glob("*.txt")):
        for block in file.read_text(encoding="utf-8").split("=== ")[1:]:
            title, _, rest = block.partition("\n")
            spec, _, expected = rest.partition("---\nscaffold.yaml")
            yield pytest.param(
                spec, f"scaffold.yaml{expected.rstrip()}", id=f"{file.stem}: {title}"
            )


@pytest.mark.parametrize(("spec", "expected"), list(cases()))
def test_error_messages_in_full(spec: str, expected: str) -> None:
    """A person reads what is wrong, where, and what would be right."""
    with pytest.raises(SpecError) as caught:
        reader.parse(spec)

    assert str(caught.value).rstrip() == expected


def test_errors_are_in_file_order() -> None:
    """A person works through a file from the top."""
    spec = (
        "scaffold: 1\napp: hello\nstages: [Dev]\nfunctions:\n  a: {memory: 1}\n  b: {timeout: 1}\n"
    )

    with pytest.raises(SpecError) as caught:
        reader.parse(spec)

    places = [(error.line, error.column) for error in caught.value.diagnostics]
    assert places == [(3, 10), (5, 15), (6, 16)]


def test_long_lines_are_cropped_around_the_caret() -> None:
    """A minified spec does not flood the terminal."""
    spec = (
        f"{{scaffold: 1, app: hello, title: {'x' * 60}, region: nowhere, description: {'y' * 900}}}"
    )

    with pytest.raises(SpecError) as caught:
        reader.parse(spec)

    _, shown, caret = str(caught.value).split("\n")
    assert len(shown) < 120
    assert shown.startswith("  1 | …x")
    assert shown.endswith("yyy…")
    assert shown[caret.index("^") :].startswith("nowhere")


def test_long_values_are_cropped() -> None:
    """A message stays readable whatever was typed."""
    with pytest.raises(SpecError) as caught:
        reader.parse(f"scaffold: 1\napp: hello\nregion: {'x' * 5000}\n")

    assert caught.value.diagnostics[0].message.startswith(f'"{"x" * 60}…" is not one of us-east-1')


def test_control_characters_are_escaped() -> None:
    """A spec from a stranger cannot draw on the terminal of whoever checks it."""
    with pytest.raises(SpecError) as caught:
        reader.parse("scaffold: 1\napp: hello\ntitle: \x1b[31mred\n")

    assert str(caught.value).splitlines() == [
        "scaffold.yaml:3:8: error: not YAML: the character U+001B is not allowed",
        "  3 | title: \N{REPLACEMENT CHARACTER}[31mred",
        "    |        ^",
    ]


def test_errors_name_the_file() -> None:
    """The message can be clicked on."""
    with pytest.raises(SpecError, match=r"^shop/scaffold\.yaml:2:6: error: app: "):
        reader.parse("scaffold: 1\napp: My Shop\n", "shop/scaffold.yaml")
