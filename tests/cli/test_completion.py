"""Shell completion, through the protocols of bash, zsh and fish."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scaffold.cli.app import COMMANDS
from scaffold.spec.language import LANGUAGE

if TYPE_CHECKING:
    from pathlib import Path

    from cli.program import Answer, Program

SPEC = """\
scaffold: 1
app: shop
auth:
models: {item: {fields: {name: string}}, order: {fields: {name: string}}}
buckets: {photos: {}}
functions: {check-stock: {}}
"""

LOGICAL_IDS = ["CheckStockFunction", "ItemFunction", "OrderFunction"]


@pytest.fixture
def project(scaffold: Program) -> Path:
    """A spec in the folder of the program."""
    (scaffold.folder / "scaffold.yaml").write_text(SPEC)
    return scaffold.folder


def in_bash(scaffold: Program, line: str) -> Answer:
    """Press Tab at the end of a line in bash."""
    words = line.split(" ")
    return scaffold.run(
        env={
            "_SCAFFOLD_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
        }
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("scaffold re", ["remove", "rename", "regenerate"]),
        ("scaffold ", list(COMMANDS)),
        ("scaffold add ", [kind.name for kind in LANGUAGE.kinds]),
        ("scaffold remove ", [kind.name for kind in LANGUAGE.kinds]),
        ("scaffold rename f", ["function"]),
        ("scaffold remove model ", ["item", "order"]),
        ("scaffold remove models o", ["order"]),
        ("scaffold rename bucket ", ["photos"]),
        ("scaffold logs ", ["check-stock", *LOGICAL_IDS]),
        ("scaffold invoke c", ["check-stock"]),
        ("scaffold invoke C", ["CheckStockFunction"]),
        ("scaffold new --example ", ["hello", "notes", "video-share"]),
        ("scaffold new --e", ["--example"]),
    ],
)
@pytest.mark.usefixtures("project")
def test_names_are_completed(scaffold: Program, line: str, expected: list[str]) -> None:
    """Commands, kinds, entities, functions, examples and options."""
    answer = in_bash(scaffold, line)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.split() == expected


@pytest.mark.parametrize(
    "line",
    ["scaffold check ", "scaffold new --spec s", "scaffold explain te", "scaffold plan "],
)
def test_paths_are_left_to_the_shell(scaffold: Program, line: str) -> None:
    """It completes files where scaffold completes nothing."""
    answer = in_bash(scaffold, line)

    assert (answer.code, answer.out.strip(), answer.err) == (0, "", "")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (None, "scaffold remove model "),
        ("models: [", "scaffold remove model "),
        ("models: 1\n", "scaffold logs "),
        ("- 1\n", "scaffold invoke "),
        (SPEC, "scaffold remove nothing "),
        (SPEC, "scaffold remove model --project nowhere "),
        (SPEC, "scaffold logs 'a"),
    ],
)
def test_a_completion_never_fails(scaffold: Program, text: str | None, line: str) -> None:
    """An error would end up in what the person types."""
    if text is not None:
        (scaffold.folder / "scaffold.yaml").write_text(text)

    answer = in_bash(scaffold, line)

    assert (answer.code, answer.out.strip(), answer.err) == (0, "", "")


@pytest.mark.usefixtures("project")
def test_completion_in_zsh(scaffold: Program) -> None:
    """As an argument of _arguments."""
    answer = scaffold.run(
        env={
            "_SCAFFOLD_COMPLETE": "complete_zsh",
            "_TYPER_COMPLETE_ARGS": "scaffold remove model ",
        }
    )

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == '_arguments \'*: :(("item"\n"order"))\'\n'


@pytest.mark.usefixtures("project")
def test_completion_in_fish(scaffold: Program) -> None:
    """One name per line."""
    answer = scaffold.run(
        env={
            "_SCAFFOLD_COMPLETE": "complete_fish",
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "_TYPER_COMPLETE_ARGS": "scaffold remove model o",
        }
    )

    assert (answer.code, answer.out, answer.err) == (0, "order\n", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_offered(scaffold: Program, shell: str) -> None:
    """`--install-completion` installs the same script."""
    answer = scaffold.run(
        "--show-completion", shell, env={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    )

    assert answer.code == 0
    assert "_SCAFFOLD_COMPLETE" in answer.out
