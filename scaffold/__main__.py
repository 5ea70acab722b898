"""The `scaffold` program."""

import sys


def main() -> None:
    """Run the command line; `--version` answers without importing the commands."""
    if sys.argv[1:] == ["--version"]:
        from scaffold import __version__  # noqa: PLC0415

        sys.stdout.write(f"scaffold {__version__}\n")
        return
    try:
        from scaffold.cli.app import run  # noqa: PLC0415 - start-up time

        run()
    except KeyboardInterrupt:  # while the commands are being imported
        sys.exit(130)


if __name__ == "__main__":
    main()
