"""Builds and deploys a stage, in as many steps as DynamoDB needs: `make deploy STAGE=dev`."""

import argparse
import sys

from . import deployment
from .stacks import Stack


def main() -> None:
    """Deploy a stage; after a failure, run it again and it goes on."""
    parser = argparse.ArgumentParser(prog="make deploy", description=__doc__)
    parser.add_argument("--stage", required=True)
    parser.add_argument("--region", required=True)
    options = parser.parse_args()
    stack = Stack("notes", options.stage, options.region)
    for step in deployment.steps(stack, stack.build()):
        sys.stdout.write(f"{step.title}\n")
        sys.stdout.flush()
        step.run()


if __name__ == "__main__":
    main()
