"""Deletes the stack of a stage, with the objects in its buckets: `make destroy STAGE=dev`."""

import argparse
import os
import subprocess
import sys
from typing import Any

import boto3

from . import templates
from .resources import physical_ids
from .templates import Template


def processed_template(stack: str, region: str) -> Template:
    """Return the template of a stack as CloudFormation reads it, with its conditions resolved."""
    client = boto3.client("cloudformation", region_name=region)
    body: Any = client.get_template(StackName=stack, TemplateStage="Processed")["TemplateBody"]
    return templates.parse(body) if isinstance(body, str) else dict(body)


def doomed_buckets(stack: str, region: str) -> list[str]:
    """Return the buckets that are deleted with a stack: not those of a protected stage."""
    resources = processed_template(stack, region)["Resources"]
    physical = physical_ids(stack, region)
    return [
        physical[name]
        for name, resource in resources.items()
        if resource["Type"] == "AWS::S3::Bucket"
        and resource.get("DeletionPolicy") == "Delete"
        and name in physical
    ]


def main(arguments: list[str] | None = None) -> None:
    """Delete a stack once its name was typed."""
    parser = argparse.ArgumentParser(prog="make destroy", description=__doc__)
    parser.add_argument("--stack", required=True)
    parser.add_argument("--region", required=True)
    options = parser.parse_args(arguments)
    boto3.setup_default_session(region_name=options.region)
    buckets = doomed_buckets(options.stack, options.region)
    for bucket in buckets:
        sys.stdout.write(f"The objects in {bucket} are deleted.\n")
    if input(f"Delete the stack {options.stack}? Type its name: ") != options.stack:
        sys.exit("Nothing was deleted.")
    for bucket in buckets:
        boto3.resource("s3").Bucket(bucket).object_versions.delete()
    command = ["sam", "delete", "--no-prompts", "--stack-name", options.stack]
    environment = {**os.environ, "SAM_CLI_TELEMETRY": "0"}
    subprocess.run([*command, "--region", options.region], check=True, env=environment)  # noqa: S603 - the user's own


if __name__ == "__main__":
    main()
