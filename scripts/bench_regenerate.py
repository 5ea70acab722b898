"""Measure updating a project to newer templates with scaffold and with Copier.

Both get the same templates, of which the newer version changes 1 % or all, and the same edits of a
person in every fiftieth file. scaffold is a copy of the package with those templates.
"""

import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
SIZES = (100, 500, 5000)
CHANGED = {"1 % changed": 100, "all changed": 1}
OUR_RUNS = 5
EDITED = 50
LINES = [f"line {number} of this file\n" for number in range(40)]
# Git would repack 10,000 objects in the background, which slows down or breaks a clone.
SETTINGS = ("user.name=bench", "user.email=bench@localhost", "gc.auto=0")
GIT = ("git", *(word for setting in SETTINGS for word in ("-c", setting)))


def main(sizes: tuple[int, ...]) -> None:
    """Print one row per size and share of changes, in seconds of whole processes."""
    print(f"{'files':>6}  {'':<12} {'scaffold':>10} {'copier':>10} {'times':>7}")
    for size in sizes:
        for label, every in CHANGED.items():
            with tempfile.TemporaryDirectory() as folder:
                ours = scaffold_seconds(Path(folder) / "ours", size, every)
                theirs = copier_seconds(Path(folder) / "theirs", size, every)
            times = theirs / ours
            print(f"{size:>6}  {label:<12} {ours:>8.2f} s {theirs:>8.2f} s {times:>6.0f}x")


def scaffold_seconds(place: Path, size: int, every: int) -> float:
    """Return the median of several regenerations, each on a fresh copy, with compiled templates."""
    tool = place / "tool"
    shutil.copytree(ROOT / "scaffold", tool / "scaffold", ignore=shutil.ignore_patterns("__py*"))
    compileall.compile_dir(tool, quiet=1)  # as an installed package is
    base = tool / "templates" / "base"
    spec = place / "spec.yaml"
    spec.write_text("scaffold: 1\napp: bench\nfunctions: {hello: {}}\n")
    write_templates(base, size, 0)
    shutil.copytree(ROOT / "templates/base/.scaffold", base / ".scaffold")
    run_scaffold(tool, "new", place / "project", "--spec", spec, "--no-git")
    edit(place / "project", size)
    write_templates(base, size, every)
    run_scaffold(tool, "new", place / "warm", "--spec", spec, "--no-git")
    times = []
    for number in range(OUR_RUNS):
        project = shutil.copytree(place / "project", place / f"run{number}")
        start = time.perf_counter()
        run_scaffold(tool, "regenerate", project)
        times.append(time.perf_counter() - start)
        check(project, size, every)
    return statistics.median(times)


def copier_seconds(place: Path, size: int, every: int) -> float:
    """Return the time of a `copier update` from one tag of a template to the next."""
    template, project = place / "template", place / "project"
    template.mkdir(parents=True)
    git(template, "init", "--quiet")
    (template / "copier.yml").write_text("_templates_suffix: .jinja\n")
    (template / "{{ _copier_conf.answers_file }}.jinja").write_text(
        "{{ _copier_answers|to_nice_yaml }}"
    )
    write_templates(template, size, 0)
    commit(template, "v1")
    run(BIN / "copier", "copy", "--quiet", "--defaults", template, project)
    git(project, "init", "--quiet")
    edit(project, size)
    commit(project, "edited")
    write_templates(template, size, every)
    commit(template, "v2")
    start = time.perf_counter()
    run(BIN / "copier", "update", "--quiet", "--defaults", project)
    seconds = time.perf_counter() - start
    check(project, size, every)
    return seconds


def write_templates(folder: Path, size: int, every: int) -> None:
    """Write the templates; with `every`, change a line in each `every`-th one."""
    for number in range(size):
        lines = [f"file {number}\n", *LINES]
        if every and number % every == 0:
            lines[20] = "a newer line\n"
        file = folder / f"part{number // 50}" / f"file{number}.txt.jinja"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(lines))


def edit(project: Path, size: int) -> None:
    """Append a person's line to some files."""
    for number in range(0, size, EDITED):
        with (project / f"part{number // 50}" / f"file{number}.txt").open("a") as file:
            file.write("a line of a person\n")


def check(project: Path, size: int, every: int) -> None:
    """Exit if an update did not produce the expected files."""
    for number in range(size):
        text = (project / f"part{number // 50}" / f"file{number}.txt").read_text()
        newer, edited = number % every == 0, number % EDITED == 0
        if ("a newer line" in text, "a line of a person" in text) != (newer, edited):
            sys.exit(f"{project} is wrong: file {number}")


def run_scaffold(tool: Path, *arguments: str | Path) -> None:
    """Run the copy of the package like the script of an installed one."""
    environment = os.environ | {"PYTHONPATH": str(tool), "SCAFFOLD_CACHE_DIR": str(tool / "cache")}
    script = "import sys; from scaffold.__main__ import main; sys.exit(main())"
    run(sys.executable, "-P", "-c", script, *arguments, env=environment)


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    run(*GIT, "-C", folder, *arguments)


def commit(folder: Path, tag: str) -> None:
    """Commit everything under a tag."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", f"--message={tag}")
    git(folder, "tag", tag)


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run a command; raise if it fails."""
    subprocess.run(command, check=True, capture_output=True, env=env)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
