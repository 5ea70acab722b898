"""What all tests share: the golden cases, rendered once a run."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from typing import TYPE_CHECKING

import goldens
import hypothesis
import pytest

from scaffold.signing import sign

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

# The tests of generated projects run there, with their own environment.
collect_ignore_glob = ["golden/*/expected/*", "regenerate/releases/*"]

ALL_CASES = goldens.case_names()
# The translated templates, and the applications that tests of spec keys run against.
SHARED_FIXTURES = ("every_stack", "shop", "club")
LONGEST_FIRST = ("built", "local", "regenerate", "cli", "unit")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person accept what is generated now."""
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/golden and examples"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marks, and let no test fail for the speed of a machine."""
    hypothesis.settings.register_profile("untimed", deadline=None, print_blob=True)
    hypothesis.settings.load_profile("untimed")
    if "SCAFFOLD_STATE_DIR" not in os.environ:
        os.environ["SCAFFOLD_STATE_DIR"] = tempfile.mkdtemp(prefix="scaffold-tests-")
        atexit.register(shutil.rmtree, os.environ["SCAFFOLD_STATE_DIR"], ignore_errors=True)
    sign("tests", b"")  # the first use creates the key, which tests must not count as a write
    config.addinivalue_line(
        "markers",
        "covers(*keys, column): the test proves a column of the coverage table for these spec keys",
    )
    config.addinivalue_line("markers", "slow: part of make test, not of make check")
    config.addinivalue_line("markers", "soak: part of make soak alone")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long runs to those who ask for them, and spread the others over the workers."""
    if os.environ.get("SCAFFOLD_SOAK") != "1":
        for item in items:
            if item.get_closest_marker("soak"):
                item.add_marker(pytest.mark.skip(reason="a long run: make soak"))
    if hasattr(config, "workerinput"):
        for item in items:
            if (group := _group(item)) and not item.get_closest_marker("xdist_group"):
                item.add_marker(pytest.mark.xdist_group(group))
        # What is long comes first, so that no worker is left alone with it.
        items.sort(key=lambda item: (_group(item) is None, _rank(item)))


def _group(item: pytest.Item) -> str | None:
    """The tests that share a fixture which is dear to set up, and so run in one worker."""
    if mark := item.get_closest_marker("xdist_group"):
        return str(mark.args[0])
    fixtures = item._fixtureinfo.name2fixturedefs if isinstance(item, pytest.Function) else {}  # noqa: SLF001 - pytest has no other way
    for name in SHARED_FIXTURES:
        if name in fixtures:
            return name
    shared = any(definitions[-1].scope == "module" for definitions in fixtures.values())
    return item.nodeid.partition("::")[0] if shared else None


def _rank(item: pytest.Item) -> int:
    folder = item.path.relative_to(goldens.ROOT / "tests").parts[0]
    return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)


@pytest.fixture(scope="session")
def golden_cases() -> Sequence[goldens.Case]:
    """Every golden case, rendered."""
    return [goldens.golden_case(name) for name in ALL_CASES]


@pytest.fixture(scope="session")
def example_cases() -> Sequence[goldens.Case]:
    """Every example, rendered, with its own bodies."""
    names = sorted(path.parent.name for path in goldens.EXAMPLES.glob("*/scaffold.yaml"))
    return [goldens.example_case(name) for name in names]


@pytest.fixture(scope="session")
def rendered(
    golden_cases: Sequence[goldens.Case], example_cases: Sequence[goldens.Case]
) -> Callable[[Path], dict[str, Path]]:
    """Write every case and example under a folder; gives the root of each by name."""

    def write(folder: Path) -> dict[str, Path]:
        return {case.name: case.write(folder) for case in (*golden_cases, *example_cases)}

    return write
