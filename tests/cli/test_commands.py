"""What every command has in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from scaffold import __version__
from scaffold.cli.app import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable

    import pexpect
    from cli.program import Program

ESCAPE = "\x1b"
COLOUR = re.compile(r"\x1b\[[0-9;]*(?<![0-9])(3[0-8]|4[0-8]|9[0-7])(?![0-9])[0-9;]*m")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_has_examples(scaffold: Program, command: str, option: str) -> None:
    """A person sees how a command is used, a line an example."""
    answer = scaffold.run(command, option)

    assert (answer.code, answer.err) == (0, "")
    assert re.search(rf"\n  Examples?:\n    scaffold {command}", answer.out)


def test_help_lists_the_commands(scaffold: Program) -> None:
    """In their order, each with a sentence that is not cut off on the narrowest of terminals."""
    answer = scaffold.run("--help", env={"COLUMNS": "80"})

    assert answer.code == 0
    assert max(map(len, answer.out.splitlines())) <= 80
    assert "To start: scaffold new --example video-share" in answer.out
    assert re.findall(r"^  (\w+) +[A-Z][^.]+\.$", answer.out, re.MULTILINE) == list(COMMANDS)


def test_no_command_is_an_error_with_help(scaffold: Program) -> None:
    """Nothing is done by accident."""
    answer = scaffold.run()

    assert answer.code == 2
    assert "Usage: scaffold [OPTIONS] COMMAND" in answer.out + answer.err


def test_version(scaffold: Program) -> None:
    """One line."""
    answer = scaffold.run("--version")

    assert (answer.code, answer.out, answer.err) == (0, f"scaffold {__version__}\n", "")


@pytest.mark.parametrize(
    ("typed", "meant"), [("chekc", "check"), ("nwe", "new"), ("docter", "doctor")]
)
def test_a_mistyped_command_is_guessed(scaffold: Program, typed: str, meant: str) -> None:
    """The nearest command is named."""
    answer = scaffold.run(typed)

    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.endswith(f"Error: No such command '{typed}'. Did you mean '{meant}'?\n")


def test_an_unknown_option_is_an_error(scaffold: Program) -> None:
    """With where to read on."""
    answer = scaffold.run("check", "--jsn")

    assert answer.code == 2
    assert answer.err == (
        "Usage: scaffold check [OPTIONS] [DIR]\n"
        "Try 'scaffold check -h' for help.\n"
        "\n"
        "Error: No such option: --jsn (Possible options: --json)\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "--example", "hello", "--no-git"),
        ("new", "--example", "nothing"),
        ("check", "."),
        ("schema",),
        ("doctor",),
        ("doctor", "--json"),
        ("explain", "template.yaml"),
    ],
)
def test_a_pipe_gets_no_colour_and_no_spinner(
    scaffold: Program, arguments: tuple[str, ...]
) -> None:
    """Scripts read text."""
    answer = scaffold.run(*arguments)

    assert ESCAPE not in answer.out + answer.err
    assert "Generating" not in answer.out + answer.err


def test_a_terminal_gets_colour(conversation: Callable[..., pexpect.spawn[str]]) -> None:
    """An error stands out."""
    child = conversation("check", "nowhere")

    assert COLOUR.search(child.read())


@pytest.mark.parametrize("arguments", [("check", "nowhere"), ("doctor",), ("new", "--yes")])
def test_no_color_is_respected(
    conversation: Callable[..., pexpect.spawn[str]], arguments: tuple[str, ...]
) -> None:
    """See https://no-color.org: bold may stay, colour may not."""
    child = conversation(*arguments, NO_COLOR="1")

    assert not COLOUR.search(child.read())
