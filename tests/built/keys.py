"""What the tests of keys read off a generated application."""

from __future__ import annotations

import tomllib
from pathlib import PurePosixPath
from typing import Any

import goldens
import pytest
import yaml
from cloudformation import Stack

HEAD = "scaffold: 1\napp: hello\n"
AUTH = f"{HEAD}auth:\n"
FUNCTION = f"{AUTH}functions:\n  hello: "


def covers(*keys: str) -> pytest.MarkDecorator:
    """The mark of a test that proves what these keys do."""
    return pytest.mark.covers(*keys, "behavior")


def text(spec: str, path: str) -> str:
    """A generated file."""
    return goldens.case_of(spec).files[PurePosixPath(path)].decode()


def everything(spec: str, suffix: str) -> str:
    """All generated files with a suffix, as one text."""
    files = goldens.case_of(spec).files
    return "\n".join(files[path].decode() for path in sorted(files) if path.suffix == suffix)


def openapi(spec: str) -> dict[str, Any]:
    """The generated openapi.yaml."""
    document: dict[str, Any] = yaml.safe_load(text(spec, "openapi.yaml"))
    return document


def stack(spec: str, stage: str = "dev") -> Stack:
    """A stage of the application."""
    return Stack(goldens.case_of(spec), stage)


def samconfig(spec: str) -> dict[str, Any]:
    """The generated samconfig.toml."""
    return tomllib.loads(text(spec, "samconfig.toml"))


def public_operations(spec: str) -> set[str]:
    """The operations that need no token."""
    return {
        operation["operationId"]
        for item in openapi(spec)["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict) and not operation["security"]
    }


# How SAM writes that a route has no authorizer.
NO_TOKEN: list[dict[str, list[str]]] = [{"NONE": []}]


def routes_without_token(spec: str) -> set[str]:
    """The routes that API Gateway lets anybody call."""
    (api,) = stack(spec).of_type("AWS::ApiGatewayV2::Api")
    return {
        f"{method.upper()} {path}"
        for path, item in api.properties["Body"]["paths"].items()
        for method, operation in item.items()
        if operation.get("security", NO_TOKEN) == NO_TOKEN
    }


def indexes(spec: str) -> dict[str, tuple[list[str], list[str]]]:
    """The indexes of the table of notes: the attributes of their partition and sort keys."""
    return {
        each["IndexName"]: (_keys(each, "HASH"), _keys(each, "RANGE"))
        for each in _table(spec)["GlobalSecondaryIndexes"]
    }


def key_types(spec: str) -> dict[str, str]:
    """The types of the attributes in the keys of the table of notes."""
    attributes = _table(spec)["AttributeDefinitions"]
    return {each["AttributeName"]: each["AttributeType"] for each in attributes}


def _table(spec: str) -> dict[str, Any]:
    return dict(stack(spec).resources["NoteTable"].properties)


def _keys(index: dict[str, Any], kind: str) -> list[str]:
    return [key["AttributeName"] for key in index["KeySchema"] if key["KeyType"] == kind]
