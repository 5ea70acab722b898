"""Writes target.json, which the load test reads."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import boto3


def stack_outputs(stack: str, region: str) -> dict[str, str]:
    """Return the outputs of a deployed stack."""
    cloudformation = boto3.client("cloudformation", region_name=region)
    described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in described["Outputs"]}


def main() -> None:
    """Read the stack's outputs and write target.json."""
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
