"""Measure what a user waits for, beside a peer that does the same in the same run."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 7
BIN = Path(sys.executable).parent


def main() -> None:
    """Print a table of whole-process times, medians of several runs."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        template = copier_template(place)
        rows = {
            "scaffold --version": measure(place, lambda _: [BIN / "scaffold", "--version"]),
            "scaffold new --example video-share": measure(place, new_project),
            "copier copy (the same files)": measure(
                place, lambda target: [BIN / "copier", "copy", "--quiet", template, target]
            ),
            "python -c pass": measure(place, lambda _: [sys.executable, "-c", "pass"]),
        }
    for label, seconds in rows.items():
        print(f"{label:<38} {seconds * 1000:7.0f} ms")
    ours, theirs = list(rows.values())[1:3]
    print(f"scaffold new is {theirs / ours:.1f} times as fast as copier copy")


def new_project(target: Path) -> list[str | Path]:
    """Generate as a user would, but for git."""
    return [BIN / "scaffold", "new", target, "--example", "video-share", "--no-git"]


def measure(place: Path, command: Callable[[Path], list[str | Path]]) -> float:
    """Take the median seconds of a command, the first run (a cold cache) left out."""
    times = []
    for _ in range(RUNS + 1):
        with tempfile.TemporaryDirectory(dir=place) as fresh:
            start = time.perf_counter()
            subprocess.run(command(Path(fresh) / "out"), check=True, capture_output=True)
            times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def copier_template(place: Path) -> Path:
    """Make a Copier template that yields the files of video-share, each through Jinja."""
    generated = place / "generated"
    subprocess.run(new_project(generated), check=True, capture_output=True)
    template = place / "template"
    for file in sorted(generated.rglob("*")):
        if file.is_file():
            target = template / f"{file.relative_to(generated)}.jinja"
            target.parent.mkdir(parents=True, exist_ok=True)
            text = file.read_text(encoding="utf-8").replace("video-share", "[[ name ]]")
            target.write_text(f"[% raw %]{text}[% endraw %]".replace("[[ name ]]", "video-share"))
    settings = (
        '_envops: {block_start_string: "[%", block_end_string: "%]"}\n_templates_suffix: .jinja\n'
    )
    (template / "copier.yml").write_text(settings)
    return template


if __name__ == "__main__":
    main()
