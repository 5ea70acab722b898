"""Builds and deploys a stage, in as many steps as DynamoDB needs: `make deploy STAGE=dev`."""

import argparse
import subprocess
import sys

from . import deployment
from .indexes import TooManyIndexesError
from .stacks import Stack


def main() -> None:
    """Deploy a stage; after a failure, run it again and it goes on."""
    parser = argparse.ArgumentParser(prog="make deploy", description=__doc__)
    parser.add_argument("--stage", required=True)
    parser.add_argument("--region", required=True)
    options = parser.parse_args()
    stack = Stack("notes", options.stage, options.region)
    title = "Look at what is deployed"
    try:
        for step in deployment.steps(stack, stack.build()):
            title = step.title
            sys.stdout.write(f"{title}\n")
            sys.stdout.flush()
            step.run()
    except TooManyIndexesError as error:
        sys.exit(str(error))
    except subprocess.CalledProcessError as error:
        # The program has said why.
        sys.exit(f"Not deployed: {title!r} failed with exit code {error.returncode}")


if __name__ == "__main__":
    main()
