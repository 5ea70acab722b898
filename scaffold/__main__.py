"""The `scaffold` program."""

import gc
import sys


def main() -> None:
    """Run the command line; `--version` answers without importing the commands."""
    if sys.argv[1:] == ["--version"]:
        from scaffold import __version__  # noqa: PLC0415

        sys.stdout.write(f"scaffold {__version__}\n")
        return
    if sys.argv[1:2] not in (["dev"], ["logs"]):  # which run until they are stopped
        gc.disable()  # the others end before it matters, and looking for garbage takes a tenth
    try:
        from scaffold.cli.app import run  # noqa: PLC0415 - start-up time

        run()
    except KeyboardInterrupt:  # while the commands are being imported
        sys.exit(130)
    finally:
        gc.freeze()  # nor is there any to be looked for at the end


if __name__ == "__main__":
    main()
