"""Nothing is dead: names of the code, partials and filters of templates, files of golden cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import goldens
import jinja2.meta
import pytest
from jinja2 import nodes
from vulture import Vulture

from scaffold.generate import render
from scaffold.generate.catalog import templates_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TOOL: Final = (goldens.ROOT / "scaffold", goldens.ROOT / "scripts")
TESTS: Final = goldens.ROOT / "tests"
OUTPUT: Final = ("golden", "local/releases", "local/templates", "regenerate/releases")
CALLED_BY_DECORATOR: Final = ("@*.command", "@*validator", "@*fixture", "@pytest.fixture")

# What a library calls, or what others read, although no line of ours does.
USED_ELSEWHERE: Final[Mapping[str, frozenset[str]]] = {
    "asyncio.Protocol": frozenset({"connection_made", "data_received", "exc"}),
    "botocore's loader": frozenset({"load_file", "FILE_LOADER_CLASS"}),
    "callbacks of httptools": frozenset(
        {"on_message_begin", "on_url", "on_header", "on_body", "on_message_complete"}
    ),
    "http.server": frozenset({"do_GET", "do_POST", "do_PUT", "log_message", "protocol_version"}),
    "jinja2.NodeTransformer": frozenset({"visit_TemplateData", "visit_AssignBlock"}),
    "JSON of the dashboard": frozenset({"in_flight", "delayed", "modified", "sender"}),
    "ministack's own modules": frozenset(
        {"_load_persisted_state", "is_root_access_key", "_is_root_key"}
    ),
    "pexpect": frozenset({"delaybeforesend"}),
    "protocols of callables": frozenset({"__call__"}),
    "pydantic": frozenset({"model_config", "sign_in"}),
    "pytest": frozenset({"collect_ignore_glob", "local_cache"}),
    "socketserver": frozenset({"daemon_threads", "request_queue_size"}),
    "sys": frozenset({"dont_write_bytecode"}),
    "test_palette.py, which measures by it": frozenset({"contrast"}),
    "tests/local/functions, which name these handlers in text": frozenset(
        {"exits", "kills", "hangs", "hangs_up", "forks", "prints", "floods", "says", "hoards"}
        | {"unserializable", "not_json"}
    ),
    "prompt_toolkit": frozenset(
        {"_go_back", "_refuse", "erase_when_done", "pointed_at", "timeoutlen", "ttimeoutlen"}
    ),
    "Typer's groups": frozenset({"list_commands"}),
    "uvicorn": frozenset({"should_exit", "capture_signals"}),
    "watchfiles": frozenset({"ignore_dirs"}),
}


@cache
def template_trees() -> Mapping[str, nodes.Template]:
    """The syntax tree of every Jinja template, by its path under templates/."""
    root = templates_root()
    environment = render.build_environment(jinja2.FileSystemLoader(root))
    return {
        path.relative_to(root).as_posix(): environment.parse(path.read_text(encoding="utf-8"))
        for path in sorted(root.rglob("*.jinja"))
    }


def names_in_templates() -> set[str]:
    """Every attribute, filter and test that a template uses."""
    trees = template_trees().values()
    attributes = {node.attr for tree in trees for node in tree.find_all(nodes.Getattr)}
    applied = (nodes.Filter, nodes.Test)
    return attributes | {node.name for tree in trees for node in tree.find_all(applied)}


@dataclass(frozen=True, slots=True)
class Unused:
    """Where unused names are, by name: of the tool without its tests, and of both."""

    tool: Mapping[str, list[str]]
    all: Mapping[str, list[str]]


@pytest.fixture(scope="module")
def unused() -> Unused:
    """Read the tool, then its tests: what only tests use is dead in the tool."""
    vulture = Vulture(
        ignore_names=["test_*", "pytest_*", "pytestmark"],
        ignore_decorators=list(CALLED_BY_DECORATOR),
    )
    vulture.used_names.update(names_in_templates())
    vulture.scavenge(map(str, TOOL))
    tool = by_name(vulture)
    vulture.scavenge([str(TESTS)], exclude=[str(TESTS / folder) for folder in OUTPUT])
    return Unused(tool, by_name(vulture))


def by_name(vulture: Vulture) -> Mapping[str, list[str]]:
    """The places of unused code, by the name that is not used."""
    found: dict[str, list[str]] = {}
    for item in vulture.get_unused_code():
        place = f"{item.filename.relative_to(goldens.ROOT)}:{item.first_lineno}: {item.message}"
        found.setdefault(item.name, []).append(place)
    return found


def places(names: Mapping[str, list[str]]) -> Iterable[str]:
    """The places of names that no other program uses either."""
    known = frozenset[str]().union(*USED_ELSEWHERE.values())
    return [place for name, found in names.items() if name not in known for place in found]


def test_unused_code_in_the_tool(unused: Unused) -> None:
    """Every function, class, constant and attribute is used by the tool or by a template."""
    assert places(unused.tool) == []


def test_unused_code_in_the_tests(unused: Unused) -> None:
    """Every helper, fixture and constant of the tests is used."""
    assert [place for place in places(unused.all) if place.startswith("tests/")] == []


def test_unused_code_whitelist_is_minimal(unused: Unused) -> None:
    """Every exception is one of a name that is there and that no line of ours uses."""
    reported = unused.tool.keys() | unused.all.keys()

    assert frozenset[str]().union(*USED_ELSEWHERE.values()) <= reported


def partials_of_every_feature() -> set[str]:
    """The names that templates pass to `partials`, which finds them in each feature's folder."""
    calls = (call for tree in template_trees().values() for call in tree.find_all(nodes.Call))
    return {
        argument.value
        for call in calls
        if isinstance(call.node, nodes.Name) and call.node.name == "partials"
        for argument in call.args
        if isinstance(argument, nodes.Const)
    }


def test_unused_partials() -> None:
    """Every partial under templates/ is included or imported by a template."""
    included = {
        name
        for tree in template_trees().values()
        for name in jinja2.meta.find_referenced_templates(tree)
    }
    partials = {
        path
        for path in template_trees()
        if any(part.startswith("_") and not part.startswith("__") for part in path.split("/"))
    }
    by_convention = {
        path for path in partials if path.partition("/")[2] in partials_of_every_feature()
    }

    assert partials == (included | by_convention) - {None}


def test_golden_cases_hold_nothing_else() -> None:
    """A case is a spec, the files that it expects, those that it lacks, and what was stored."""
    strange = [
        str(path.relative_to(goldens.GOLDEN))
        for path in goldens.GOLDEN.glob("*/*")
        if path.name not in {"scaffold.yaml", "storage.yaml", "expected", "expected.removed"}
    ]

    assert strange == []
    assert sorted(path.name for path in goldens.GOLDEN.iterdir()) == sorted(goldens.case_names())


def test_golden_removals_are_of_files_that_the_parent_has() -> None:
    """`expected.removed` names no file that is not there anyway."""
    stale = [
        f"{name}/{line}"
        for name in goldens.case_names()
        if (removed := goldens.GOLDEN / name / "expected.removed").exists()
        for line in removed.read_text(encoding="utf-8").splitlines()
        if line not in map(str, goldens.expected_tree(goldens.parent(name) or goldens.BASE))
    ]

    assert stale == []
