"""Each generated line knows the template line and the entity that it comes from."""

from __future__ import annotations

from pathlib import PurePosixPath

import goldens
import pytest

from scaffold.generate.catalog import read_catalog, templates_root
from scaffold.generate.line_origins import (
    LineOrigin,
    TracedFile,
    corresponding_line,
    moved_line,
    trace,
)
from scaffold.generate.plan import plan

CATALOG = read_catalog(templates_root())


def traced(case: goldens.Case, path: str) -> TracedFile:
    """A file of a case, with the origins of its lines."""
    [file] = [file for file in plan(case.spec, CATALOG) if file.target == PurePosixPath(path)]
    return trace(file, case.spec, CATALOG)


def origin(path: str, line: str) -> LineOrigin:
    """The origin of the only such line in a file of the largest example."""
    file = traced(goldens.example_case("video-share"), path)
    return file.origins[file.lines.index(line)]


@pytest.mark.parametrize("name", ["bucket", "model-fields-all", "title-hostile"])
def test_traced_files_are_those_that_are_generated(name: str) -> None:
    """The marks leave nothing behind and change no choice of a template."""
    case = goldens.golden_case(name)
    for file in plan(case.spec, CATALOG):
        if file.template.rendered:
            lines = trace(file, case.spec, CATALOG).lines
            assert "\n".join(lines).rstrip("\n") == case.files[file.target].decode().rstrip("\n")


@pytest.mark.parametrize(
    ("path", "line", "template", "entity"),
    [
        ("template.yaml", "  VideoTable:", "models/_template/table.yaml.jinja", "models.video"),
        ("template.yaml", "  HealthCheckFunction:", "base/_template/lambda.yaml.jinja", None),
        ("openapi.yaml", "  /videos:", "models/_openapi/paths.yaml.jinja", "models.video"),
        (
            "frontend/src/pages/HomePage.tsx",
            "        {(items) => <VideoCards items={items} />}",
            "base/frontend/src/pages/HomePage.tsx.jinja",
            "models.video",
        ),
        (
            "frontend/src/api/schema.d.ts",
            "        VideoInput: {",
            "models/_openapi/schemas.yaml.jinja",
            "models.video",
        ),
        (
            "frontend/src/api/schema.d.ts",
            "    listVideosObjects: {",
            "buckets/_openapi/paths.yaml.jinja",
            "buckets.videos",
        ),
    ],
)
def test_line_comes_from_a_partial_and_an_entity(
    path: str, line: str, template: str, entity: str | None
) -> None:
    """In files that are derived from others, too."""
    found = origin(path, line)

    assert (found.template, found.entity) == (template, entity)


def test_origin_is_the_line_of_the_template() -> None:
    """An editor can go there."""
    found = origin("template.yaml", "  UserPool:")
    source = (templates_root() / found.template).read_text(encoding="utf-8").splitlines()

    assert source[found.line - 1] == "  UserPool:"


def test_line_is_found_below_lines_that_were_inserted() -> None:
    """Lines above do not count."""
    assert corresponding_line(4, ("a", "new", "new", "b"), ("a", "b")) == 2
    assert corresponding_line(2, ("a", "new", "b"), ("a", "b")) is None


def test_moved_line_is_found_by_its_words() -> None:
    """Where exactly one line has them."""
    assert moved_line(1, ("  b", "a"), ("a", "b")) == 2
    assert moved_line(1, ("b", "a"), ("b", "b")) is None
