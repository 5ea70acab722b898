"""The resources of deployed stacks."""

import boto3


def physical_ids(stack: str, region: str) -> dict[str, str]:
    """Return the physical id of each resource of a stack, by its logical id."""
    client = boto3.client("cloudformation", region_name=region)
    pages = client.get_paginator("list_stack_resources").paginate(StackName=stack)
    return {
        found["LogicalResourceId"]: found["PhysicalResourceId"]
        for page in pages
        for found in page["StackResourceSummaries"]
        if "PhysicalResourceId" in found
    }
