"""Write scaffold/cloudformation/create_only.json from the resource schemas that cfn-lint ships.

Which properties, when they change, make CloudFormation replace a resource: of the services that a
serverless application is made of. `python scripts/create_only.py` after an update of cfn-lint.
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
    """The paths of such properties, `Name` or `A/B`, by resource type."""
    schemas = resources.files("cfnlint") / "data" / "schemas"
    hashes = json.loads((schemas / "providers" / "us-east-1.json").read_text(encoding="utf-8"))
    services = set(SERVICES.split())
    found = {}
    for kind in sorted(hashes):
        if kind.split("::")[1] in services:
            file = schemas / "resources" / f"{hashes[kind]}.json"
            schema = json.loads(file.read_text(encoding="utf-8"))
            pointers = [
                *(schema.get("createOnlyProperties") or []),
                *(schema.get("conditionalCreateOnlyProperties") or []),
            ]
            found[kind] = sorted(pointer.removeprefix("/properties/") for pointer in pointers)
    return found


def as_text(found: dict[str, list[str]]) -> str:
    """JSON, a line a type."""
    lines = [f"  {json.dumps(kind)}: {json.dumps(paths)}" for kind, paths in found.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    TARGET.write_text(as_text(create_only()), encoding="utf-8")
