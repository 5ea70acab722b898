"""Writes target.json, which the load test reads."""

from __future__ import annotations

import argparse
import contextlib
import json
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import boto3

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

# Visitors share access tokens.
USERS = 20


def stack_outputs(stack: str, region: str) -> dict[str, str]:
    """Return the outputs of a deployed stack."""
    cloudformation = boto3.client("cloudformation", region_name=region)
    described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in described["Outputs"]}


def make_user(cognito: CognitoIdentityProviderClient, pool: str, email: str) -> dict[str, str]:
    """Create a user who can sign in, or give an existing one a new password."""
    password = secrets.token_urlsafe(24)
    with contextlib.suppress(cognito.exceptions.UsernameExistsException):
        cognito.admin_create_user(UserPoolId=pool, Username=email, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(
        UserPoolId=pool, Username=email, Password=password, Permanent=True
    )
    return {"email": email, "password": password}


def main() -> None:
    """Read the stack's outputs, create the users, and write target.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stack", required=True)
    parser.add_argument("--region", required=True)
    options = parser.parse_args()
    outputs = stack_outputs(options.stack, options.region)
    if "LoadClientId" not in outputs:
        parser.error(f"{options.stack} is the protected stage: load-test another one")
    cognito = boto3.client("cognito-idp", region_name=options.region)
    pool = outputs["UserPoolId"]
    target = {
        "apiUrl": outputs["ApiUrl"],
        "cognitoUrl": f"https://cognito-idp.{options.region}.amazonaws.com/",
        "clientId": outputs["LoadClientId"],
        "users": [make_user(cognito, pool, f"load-{n}@example.com") for n in range(USERS)],
    }
    path = Path(__file__).with_name("target.json")
    path.write_text(json.dumps(target, indent=2) + "\n")


if __name__ == "__main__":
    main()
