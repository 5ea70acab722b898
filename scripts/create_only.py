"""Write scaffold/cloudformation/create_only.json from the resource schemas that cfn-lint ships.

The file lists the properties whose change makes CloudFormation replace a resource, for the services
of serverless applications. Run `python scripts/create_only.py` after an upgrade of cfn-lint.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Final

TARGET: Final = Path(__file__).parents[1] / "scaffold" / "cloudformation" / "create_only.json"
SERVICES: Final = """
    Amplify ApiGateway ApiGatewayV2 AppConfig AppSync ApplicationAutoScaling Athena Backup
    CertificateManager CloudFront CloudWatch CodeBuild Cognito DynamoDB ECR ECS EFS ElastiCache
    ElasticLoadBalancingV2 EventSchemas Events IAM KMS Kinesis KinesisFirehose Lambda Logs
    OpenSearchService Pipes RDS Route53 S3 SES SNS SQS SSM Scheduler SecretsManager StepFunctions
    WAFv2 XRay
"""


def create_only() -> dict[str, list[str]]:
    """Return the paths of create-only properties, `Name` or `A/B`, by resource type."""
    schemas = resources.files("cfnlint") / "data" / "schemas"
    hashes = json.loads((schemas / "providers" / "us-east-1.json").read_text(encoding="utf-8"))
    services = set(SERVICES.split())
    paths = {}
    for resource_type in sorted(hashes):
        if resource_type.split("::")[1] in services:
            file = schemas / "resources" / f"{hashes[resource_type]}.json"
            schema = json.loads(file.read_text(encoding="utf-8"))
            pointers = [
                *(schema.get("createOnlyProperties") or []),
                *(schema.get("conditionalCreateOnlyProperties") or []),
            ]
            paths[resource_type] = sorted(
                pointer.removeprefix("/properties/") for pointer in pointers
            )
    return paths


def as_text(table: dict[str, list[str]]) -> str:
    """Return the table as JSON with one line per type."""
    lines = [f"  {json.dumps(name)}: {json.dumps(paths)}" for name, paths in table.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    TARGET.write_text(as_text(create_only()), encoding="utf-8")
