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

# Visitors share their tokens.
USERS = 20


def stack_outputs(stack: str, region: str) -> dict[str, str]:
    """The outputs of a deployed stage."""
    cloudformation = boto3.client("cloudformation", region_name=region)
    described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    return {one["OutputKey"]: one["OutputValue"] for one in described["Outputs"]}


def make_user(cognito: CognitoIdentityProviderClient, pool: str, email: str) -> dict[str, str]:
    """A user who may sign in at once; one that is there already gets a new password."""
    password = secrets.token_urlsafe(24)
    with contextlib.suppress(cognito.exceptions.UsernameExistsException):
        cognito.admin_create_user(UserPoolId=pool, Username=email, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(
        UserPoolId=pool, Username=email, Password=password, Permanent=True
    )
    return {"email": email, "password": password}


def main() -> None:
    """Look a stage up, make its users, and write both down."""
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
