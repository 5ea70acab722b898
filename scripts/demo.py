"""Generate the video-share example and run it; with --check, drive it in a browser and end."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# One sign-up with the mailed code, one upload, and what the function makes of it.
JOURNEY = "npm --prefix frontend run e2e -- --project=light --grep 'signs up|video is ready'"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(scaffold: str, folder: str, *options: str) -> None:
    """Make the demo once; another run runs what is there."""
    root = Path(folder)
    if root.exists():
        print(f"{root} is there already: running it as it is (remove it to start again)")
    else:
        make = [scaffold, "new", folder, "--example", "video-share", "--no-git"]
        subprocess.run(make, check=True)
    if "--check" in options:
        # Without one, Playwright uses its own, which `make browser` has installed.
        browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), "")
        check = [scaffold, "dev", folder, "--port", "0", "--once", JOURNEY]
        environment = os.environ | ({"CHROMIUM": browser} if browser else {})
        subprocess.run(check, check=True, env=environment)
        print("Demo passed: sign-up, upload and processing work.")
        return
    print("\nStarting it; Ctrl-C or q ends it. What to do then:")
    print(f"  make -C {root} install test        # its own tests")
    print(f"  edit {root}/scaffold.yaml, then: {scaffold} plan {root}")
    print(f"  {scaffold} new                     # an application of your own\n", flush=True)
    subprocess.run([scaffold, "dev", folder], check=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
    except KeyboardInterrupt:
        sys.exit(130)
