"""What is generated is clean for every linter and type checker that it is checked by."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import goldens
import pytest
import toolchain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

YAMLLINT = "{extends: default, rules: {line-length: disable}}"
PACKAGE_LOCK = PurePosixPath("frontend/package-lock.json")
BIOME = PurePosixPath("frontend/biome.json")
TSCONFIG = PurePosixPath("frontend/tsconfig.json")
# Of this many backends the types are checked in `make check`, of all others in `make test`.
LARGEST = 4


@pytest.fixture(scope="module")
def projects(
    golden_cases: Sequence[goldens.Case],
    example_cases: Sequence[goldens.Case],
    tmp_path_factory: pytest.TempPathFactory,
) -> list[Path]:
    """Every case and example as a project, beside the packages that its frontend locks."""
    folder = tmp_path_factory.mktemp("projects")
    roots = []
    for case in (*golden_cases, *example_cases):
        variant = folder / hashlib.sha256(case.files[PACKAGE_LOCK]).hexdigest()[:8]
        roots.append(case.write(variant))
        if not (variant / "node_modules").exists():
            installed = toolchain.node_project(roots[-1] / "frontend")
            (variant / "node_modules").symlink_to(installed / "node_modules")
    return roots


def findings(*command: str | Path, cwd: Path) -> str:
    """What a linter has to say: nothing, when it is content."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else (done.stdout + done.stderr)[-8000:]


def check(*command: str | Path, cwd: Path) -> None:
    """Fail with all that a linter has to say."""
    if found := findings(*command, cwd=cwd):
        pytest.fail(found, pytrace=False)


def folders(projects: list[Path]) -> list[Path]:
    """The folders that the projects are in, one for each set of packages."""
    return sorted({project.parent for project in projects})


def distinct(projects: list[Path], part: str) -> Iterable[Path]:
    """That part of the projects, leaving out what another has file for file."""
    seen = set()
    for project in projects:
        files = goldens.read_tree(project / part)
        digest = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()
        if (project.parent, digest) not in seen:
            seen.add((project.parent, digest))
            yield project / part


def test_python_is_formatted(projects: list[Path]) -> None:
    """`ruff format` would change nothing."""
    options = ["--check", "--diff", "--quiet", "--no-cache"]
    ruff = toolchain.beside("ruff")
    check(ruff, "format", *options, *folders(projects), cwd=projects[0])


def test_python_passes_ruff(projects: list[Path]) -> None:
    """`ruff check` with the settings of each project finds nothing."""
    options = ["--quiet", "--no-cache", "--output-format=concise"]
    ruff = toolchain.beside("ruff")
    check(ruff, "check", *options, *folders(projects), cwd=projects[0])


def test_python_passes_mypy_in_the_largest(projects: list[Path]) -> None:
    """`mypy` with the settings of each backend, which are strict, finds nothing."""
    check_types(by_size(distinct(projects, "backend"))[:LARGEST])


@pytest.mark.slow
def test_python_passes_mypy_in_all_others(projects: list[Path]) -> None:
    """Nor does it where parts of what an application can have are missing."""
    check_types(by_size(distinct(projects, "backend"))[LARGEST:])


def by_size(folders: Iterable[Path]) -> list[Path]:
    """The folders with the most files first."""
    return sorted(folders, key=lambda folder: (-len(goldens.read_tree(folder)), folder))


def check_types(backends: list[Path]) -> None:
    """Fail with all that mypy has to say of the backends."""
    for backend in backends:
        toolchain.python_project(backend)
        date_by_content(backend)
    workers = os.cpu_count() or 1

    def lint(worker: int) -> list[str]:
        # Two processes must not write to one cache, and one cache serves many projects.
        shared = toolchain.cache_folder() / f"mypy-{worker}"
        found = []
        for backend in backends[worker::workers]:
            mypy = toolchain.python_project(backend) / "bin" / "mypy"
            command: list[str | Path] = [mypy, "--no-error-summary", "--cache-dir"]
            # A cache is meant for one project: what it says of another is asked again without.
            if findings(*command, shared, cwd=backend) and (
                said := findings(*command, os.devnull, cwd=backend)
            ):
                found.append(f"{backend.parent.name}:\n{said}")
        return found

    with ThreadPoolExecutor(workers) as pool:
        found = [text for texts in pool.map(lint, range(workers)) for text in texts]

    if found:
        pytest.fail("\n".join(found), pytrace=False)


def date_by_content(folder: Path) -> None:
    """Give equal times to equal files alone: mypy's cache tells versions apart by time and size."""
    for path in folder.rglob("*.py"):
        moment = zlib.crc32(path.read_bytes())
        os.utime(path, (moment, moment))


def test_frontend_passes_biome(projects: list[Path], tmp_path: Path) -> None:
    """`biome check` has nothing to say, and would format nothing, in all frontends at once."""
    (configuration,) = {(project / BIOME).read_bytes() for project in projects}
    (tmp_path / "biome.json").write_text(json.dumps(one_folder_up(json.loads(configuration))))
    seen = set()
    for project in projects:
        for path, content in goldens.read_tree(project / "frontend").items():
            if (path, content) not in seen and path.name != "biome.json":
                # Which rules Biome has depends on what a frontend depends on.
                if path.name != "package.json":
                    seen.add((path, content))
                goldens.write_tree(tmp_path / project.name, {path: content})
    biome = projects[0].parent / "node_modules" / ".bin" / "biome"

    options = ["--error-on-warnings", "--max-diagnostics=50", "--colors=off"]
    names = [project.name for project in projects]
    check(biome, "check", *options, *names, cwd=tmp_path)


def one_folder_up(configuration: Any) -> Any:  # noqa: ANN401 - JSON
    """Biome has one configuration in a run: that of a frontend, for the folder above several."""
    if isinstance(configuration, list):
        return [one_folder_up(each) for each in configuration]
    if not isinstance(configuration, dict):
        return configuration
    moved = {key: one_folder_up(value) for key, value in configuration.items() if key != "$schema"}
    if "includes" in moved:
        moved["includes"] = [re.sub(r"^(!?)(?!\*\*)", r"\1*/", each) for each in moved["includes"]]
    return moved


def test_frontend_passes_tsc_in_the_largest(projects: list[Path]) -> None:
    """`tsc` with the settings of each frontend, which are strict, finds nothing."""
    check_frontends(by_size(distinct(projects, "frontend"))[:LARGEST])


@pytest.mark.slow
def test_frontend_passes_tsc_in_all_others(projects: list[Path]) -> None:
    """Nor does it where parts of what an application can have are missing."""
    check_frontends(by_size(distinct(projects, "frontend"))[LARGEST:])


def check_frontends(frontends: list[Path]) -> None:
    """Fail with all that `tsc` says: one program of all, so that libraries are read once.

    TypeScript 7 takes a third of the time; the examples' own checks run the version they lock.
    """
    tsc = toolchain.node_packages({"typescript": "7.0.2"}) / "node_modules" / ".bin" / "tsc"
    projects = [frontend.parent for frontend in frontends]
    for folder in folders(projects):
        same = [project for project in projects if project.parent == folder]
        (configuration,) = {(project / TSCONFIG).read_bytes() for project in same}
        options = json.loads(configuration)
        include = [
            f"{project.name}/frontend/{each}" for project in same for each in options["include"]
        ]
        (folder / "tsconfig.json").write_text(json.dumps(options | {"include": include}))

        check(tsc, "--project", "tsconfig.json", cwd=folder)


@pytest.mark.slow
def test_yaml_passes_yamllint(projects: list[Path]) -> None:
    """Yamllint's own rules hold in every YAML file, but for the length of lines."""
    files = {
        path.read_bytes(): path
        for project in projects
        for path in project.rglob("*")
        if path.suffix in {".yml", ".yaml"}
    }
    yamllint = toolchain.beside("yamllint")

    check(yamllint, "--strict", "-d", YAMLLINT, *files.values(), cwd=projects[0])


def test_text_files_end_as_they_should(projects: list[Path]) -> None:
    """Every text file ends in one newline, and no line ends in a blank."""
    untidy = [
        path.relative_to(project.parent)
        for project in projects
        for path in sorted(project.rglob("*"))
        if path.is_file() and _untidy(path.read_bytes())
    ]

    assert untidy == []


def _untidy(content: bytes) -> bool:
    if b"\0" in content or not content:
        return False
    blanks = any(line.endswith((b" ", b"\t", b"\r")) for line in content.split(b"\n"))
    return blanks or not content.endswith(b"\n") or content.endswith(b"\n\n")
