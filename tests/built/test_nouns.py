"""Everyday nouns: as the names of everything, they are refused with a reason, or they work."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import goldens
import pytest
import toolchain

from scaffold.errors import SpecError
from scaffold.generate import application
from scaffold.spec import grammar, reader

if TYPE_CHECKING:
    from scaffold.spec.resolved import Spec

NOUNS = tuple((Path(__file__).parent / "nouns.txt").read_text(encoding="utf-8").split())
SIZE = 28
BATCHES = [NOUNS[start : start + SIZE] for start in range(0, len(NOUNS), SIZE)]
# Types take longer to check than all the rest.
TYPED = (3, 30)
# So many batches for one that is not only part of the long runs.
SAMPLED = 15
FIELDS_OF_A_MODEL = 8
BUCKETS = 8
SHORTEST_APP = 3
# Taking out what is wrong may show what else is.
ROUNDS = 4
# What a message says of a noun that cannot be a name.
REASONS = re.compile(
    "is a keyword of Python or TypeScript|every item already has|is reserved in the generated code"
    "|is reserved for the application itself|is the name of a Python module|too like"
    "|is already that of|is also the path of|its resource would have|is an access word"
)


def document(nouns: tuple[str, ...], others: tuple[str, ...]) -> dict[str, Any]:
    """A spec of models, fields and groups with some names, buckets and functions with others."""
    return {
        "scaffold": 1,
        "app": "noun-shop",
        "auth": {"groups": [*nouns, "admins"]},
        "models": {
            noun: {
                "fields": dict.fromkeys(nouns[place : place + FIELDS_OF_A_MODEL], "optional string")
            }
            for place, noun in enumerate(nouns)
        },
        "buckets": {noun: {} for noun in others[:BUCKETS]},
        "functions": {noun: {} for noun in others[BUCKETS:]},
    }


def take_out(spec: dict[str, Any], error: SpecError) -> None:
    """Take out of a spec what an error is about, each for a reason."""
    for found in error.diagnostics:
        assert REASONS.search(found.message), found
        section, *rest = found.path.split(".")
        if section == "auth":
            position = int(rest[0].removeprefix("groups[").removesuffix("]"))
            spec["auth"]["groups"][position] = None
        elif rest[1:2] == ["fields"]:
            spec[section].get(rest[0], {"fields": {}})["fields"].pop(rest[2], None)
        else:
            spec[section].pop(rest[0], None)
    spec["auth"]["groups"] = [group for group in spec["auth"]["groups"] if group]
    spec["models"] = {name: model for name, model in spec["models"].items() if model["fields"]}


def accepted(batch: int) -> Spec:
    """The spec of a batch of nouns, without those that are refused."""
    spec = document(BATCHES[batch], BATCHES[batch - 1])
    for _ in range(ROUNDS):
        try:
            return application.read_spec(json.dumps(spec))
        except SpecError as error:
            take_out(spec, error)
    pytest.fail("there is no end of errors")


@pytest.mark.parametrize(
    "batch",
    [
        pytest.param(batch, marks=pytest.mark.soak if batch % SAMPLED else pytest.mark.slow)
        for batch in range(len(BATCHES))
    ],
)
def test_everyday_nouns_work(batch: int, tmp_path: Path) -> None:
    """As models, fields, groups, buckets, and functions, nearly all of them are accepted.

    What is generated then passes the formatters and linters.
    """
    spec = accepted(batch)
    assert len(spec.models) >= 0.8 * len(BATCHES[batch])
    files = application.generate(spec)
    goldens.write_tree(tmp_path, {file.plan.target: file.content for file in files})
    backend, frontend = tmp_path / "backend", tmp_path / "frontend"
    ruff = str(toolchain.beside("ruff"))
    toolchain.run(backend, ruff, "format", "--check", "--quiet", "--no-cache", "..")
    toolchain.run(backend, ruff, "check", "--quiet", "--no-cache", "..")
    installed = toolchain.link_node_modules(frontend)
    toolchain.run(frontend, str(installed / ".bin" / "biome"), "check", "--error-on-warnings")
    if batch in TYPED:
        toolchain.run(frontend, str(installed / ".bin" / "tsc"))
        mypy = toolchain.python_project(backend) / "bin" / "mypy"
        toolchain.run(backend, str(mypy), "--no-incremental")


def test_an_app_is_called_anything_that_hides_no_module() -> None:
    """One with the name of a package that it needs, or of Python's own, is refused by name."""
    names = [noun for noun in NOUNS if len(noun) >= SHORTEST_APP]
    problems = {noun: problem for noun in names if (problem := app_problem(noun))}
    assert all(REASONS.search(problem) for problem in problems.values()), problems
    assert len(problems) < 0.03 * len(names), sorted(problems)


@pytest.mark.slow
def test_no_app_hides_what_is_installed(tmp_path: Path) -> None:
    """Every top-level module in the environment of a backend is refused as the name of an app."""
    project = goldens.example_case("video-share").write(tmp_path)
    environment = toolchain.python_project(project / "backend")
    listing = "import importlib.metadata as m; print(*m.packages_distributions())"
    modules = toolchain.run(tmp_path, str(environment / "bin" / "python"), "-c", listing).split()

    names = {module for module in modules if re.fullmatch("[a-z][a-z0-9_]{2,}", module)}
    assert "boto3" in names
    assert sorted(names - grammar.RESERVED_APPS - {"video_share"}) == []


def app_problem(noun: str) -> str | None:
    """Why an app cannot be called that, or None."""
    try:
        reader.parse(f"scaffold: 1\napp: {noun}\nfunctions: {{hello: {{}}}}\n")
    except SpecError as error:
        return error.diagnostics[0].message
    return None
