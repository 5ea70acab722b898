"""Writes target.json, which the load test reads."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import boto3


def stack_outputs(stack: str, region: str) -> dict[str, str]:
    """The outputs of a deployed stage."""
    cloudformation = boto3.client("cloudformation", region_name=region)
    described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    return {one["OutputKey"]: one["OutputValue"] for one in described["Outputs"]}


def main() -> None:
    """Look a stage up, and write it down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stack", required=True)
    parser.add_argument("--region", required=True)
    options = parser.parse_args()
    outputs = stack_outputs(options.stack, options.region)
    target = {"apiUrl": outputs["ApiUrl"]}
    path = Path(__file__).with_name("target.json")
    path.write_text(json.dumps(target, indent=2) + "\n")


if __name__ == "__main__":
    main()
