"""Generate the video-share example, run its tests, and say what to do next."""

import subprocess
import sys
from pathlib import Path


def main(scaffold: str, folder: str) -> None:
    """Make the demo once; another run tests what is there."""
    root = Path(folder)
    if root.exists():
        print(f"{root} is there already: testing it as it is (remove it to start again)")
    else:
        subprocess.run(
            [scaffold, "new", folder, "--example", "video-share", "--no-git"], check=True
        )
    make = ["make", "--no-print-directory", "-C", folder]
    for what, command in (
        ("Installing its dependencies", [*make, "install"]),
        ("Running its own tests", [*make, "test"]),
        ("Building its frontend", ["npm", "--prefix", f"{folder}/frontend", "run", "build"]),
    ):
        print(f"\n== {what}: {' '.join(command)}", flush=True)
        subprocess.run(command, check=True)
    print(f"\nvideo-share is in {root}, and its tests are green. What to do next:")
    print(f"  read {root}/README.md, which says how to deploy it")
    print(f"  edit {root}/scaffold.yaml, then: {scaffold} check {root}")
    print(f"  ask where a file comes from: {scaffold} explain {root}/template.yaml")
    print(f"  make an application of your own: {scaffold} new")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
