"""House rules of the code that no linter has."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING, Final

import goldens
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PACKAGE: Final = goldens.ROOT / "scaffold"
SCRIPTS: Final = goldens.ROOT / "scripts"
TESTS: Final = goldens.ROOT / "tests"
# Generated, and released.
NOT_OURS: Final = (TESTS / "golden", TESTS / "regenerate" / "releases")
MAX_MODULE_LINES: Final = 400
MAX_FUNCTION_LINES: Final = 50
QUESTION: Final = re.compile(r"(Whether|What|How) ")
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@cache
def trees(folder: Path) -> Mapping[str, ast.Module]:
    """The syntax tree of every module under a folder, by its path in the repository."""
    return {
        str(path.relative_to(goldens.ROOT)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.py"))
        if not any(map(path.is_relative_to, NOT_OURS))
    }


def nodes(folder: Path) -> Iterator[tuple[str, ast.AST]]:
    """Every node of every module, with the module's path."""
    return ((path, node) for path, tree in trees(folder).items() for node in ast.walk(tree))


def bound_name(node: ast.AST) -> str | None:
    """The variable or parameter that a node binds."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
            return name
        case ast.ExceptHandler(name=name) | ast.MatchAs(name=name) | ast.MatchStar(name=name):
            return name
        case _:
            return None


def fail_for(findings: list[str]) -> None:
    """Fail with every finding in full."""
    if findings:
        pytest.fail("\n".join(findings), pytrace=False)


def test_no_variable_or_parameter_is_called_one() -> None:
    """A variable is called by what it holds."""
    fail_for(
        [
            f"{path}:{getattr(node, 'lineno', 0)}"
            for folder in (PACKAGE, SCRIPTS, TESTS)
            for path, node in nodes(folder)
            if bound_name(node) == "one"
        ]
    )


def test_docstrings_say_what_the_caller_gets() -> None:
    """In the imperative or as a noun phrase, not as a question."""
    fail_for(
        [
            f"{path}:{getattr(node, 'lineno', 1)}: {text.splitlines()[0]}"
            for path, node in nodes(PACKAGE)
            if isinstance(node, Documented)
            and (text := ast.get_docstring(node))
            and QUESTION.match(text)
        ]
    )


def test_modules_are_short() -> None:
    """A module that outgrows its limit holds two concepts."""
    fail_for(
        [
            f"{path}: {lines} lines"
            for folder in (PACKAGE, SCRIPTS)
            for path in trees(folder)
            if (lines := len((goldens.ROOT / path).read_text(encoding="utf-8").splitlines()))
            > MAX_MODULE_LINES
        ]
    )


def test_functions_are_short() -> None:
    """Decorators, signature and docstring included."""
    fail_for(
        [
            f"{path}:{node.lineno}: {node.name}, {lines} lines"
            for path, node in nodes(PACKAGE)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION_LINES
        ]
    )
