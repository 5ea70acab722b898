"""Serves generations of an application beside one another, on one table in memory.

A program for the environment of a generated backend: each line that it reads is a request, and each
line that it writes the answer to one.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import sys
import traceback
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3

# The environment of a backend has it, that of the tests does not.
mock_aws = importlib.import_module("moto").mock_aws

TABLE = "NOTE_TABLE"
LARGEST_SORT_KEY = 1024


class KilledError(Exception):
    """The end of a program in the middle of its work."""


class Database:
    """A client that refuses what DynamoDB refuses and moto lets pass, and can be killed."""

    def __init__(self) -> None:
        """Connect to an account in memory."""
        self.client = boto3.client("dynamodb")
        self.types: dict[str, str] = {}
        self.left: int | None = None
        self.answers = True

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any method
        """Return a method of the client, watched."""
        method = getattr(self.client, name)

        def call(**arguments: Any) -> Any:  # noqa: ANN401 - as the method
            if self.left is not None:
                self.left -= 1
                if self.left < 0 and not (self.answers and self.left == -1):
                    raise KilledError
            response = method(**arguments)
            if self.left == -1:
                raise KilledError
            self._check(name, arguments)
            return response

        return call

    def _check(self, name: str, arguments: dict[str, Any]) -> None:
        """Refuse an item whose keys no index takes."""
        if name == "transact_write_items":
            for step in arguments["TransactItems"]:
                for kind, inner in step.items():
                    self._check(f"{kind.lower()}_item", inner)
        elif name in {"put_item", "update_item"}:
            key = arguments.get("Key") or {"id": arguments["Item"]["id"]}
            item = self.client.get_item(TableName=os.environ[TABLE], Key=key)["Item"]
            for attribute, kind in self.types.items():
                for stored, value in item.get(attribute, {}).items():
                    fits = stored == kind and 1 <= len(value.encode()) <= LARGEST_SORT_KEY
                    assert fits, f"DynamoDB refuses {attribute} = {value!r} as a key"


class Server:
    """The generations, their table, and the runner of each."""

    def __init__(self) -> None:
        """Begin without any."""
        self.database = Database()
        self.numbers = count(1)
        self.folder = ""
        self.handlers: dict[str, Any] = {}
        self.models: dict[str, Any] = {}
        self.runners: dict[str, Any] = {}

    def open(self, folder: str, packages: list[str], table: dict[str, Any]) -> None:
        """Import the generations in a folder, and create their table."""
        self.numbers = count(1)
        self.folder = folder
        os.environ[TABLE] = table["TableName"]
        for package in packages:
            root = Path(folder, package)
            sys.path.insert(0, str(root / "backend" / "src"))
            importlib.import_module(f"{package}.core.dynamodb").client = lambda: self.database  # type: ignore[attr-defined]
            # The same in every run, so that one which fails can be repeated.
            ids = importlib.import_module(f"{package}.core.ids")
            vars(ids).update(new_id=lambda: f"{next(self.numbers):026d}")
            self.handlers[package] = importlib.import_module(f"{package}.api.note").handler
            model = importlib.import_module(f"{package}.generated.models.note").MODEL
            self.models[package] = model
            self.runners[package] = _runner(root / "deploy", f"{package}_deploy")
        self.database.client.create_table(**table)
        definitions = table["AttributeDefinitions"]
        self.database.types = {each["AttributeName"]: each["AttributeType"] for each in definitions}

    def close(self) -> None:
        """Forget them all."""
        self.database.client.delete_table(TableName=os.environ.pop(TABLE))
        sys.path[:] = [path for path in sys.path if not path.startswith(self.folder)]
        for name in [name for name in sys.modules if name.startswith(tuple(self.handlers))]:
            del sys.modules[name]
        for known in (self.handlers, self.models, self.runners):
            known.clear()

    def request(self, package: str, event: dict[str, Any]) -> list[Any]:
        """Return the status and the body of an answer."""
        event["requestContext"]["http"]["sourceIp"] = "192.0.2.1"
        context = SimpleNamespace(
            function_name="note",
            memory_limit_in_mb=128,
            invoked_function_arn="arn",
            aws_request_id="request",
        )
        response = self.handlers[package](event, context)
        return [response["statusCode"], json.loads(response["body"] or "null")]

    def migrate(
        self, package: str, phase: str, page: int, kill: int | None, *, answers: bool
    ) -> dict[str, Any] | None:
        """Return the report of a migration, or None if it was killed at a request."""
        migration = self.runners[package].Migration(
            self.models[package], phase, workers=1, page=page
        )
        self.database.left, self.database.answers = kill, answers
        try:
            return dict(migration.run().to_json())
        except KilledError:
            return None
        finally:
            self.database.left = None

    def stored(self) -> list[dict[str, Any]]:
        """Return what the table holds."""
        return list(self.database.client.scan(TableName=os.environ[TABLE])["Items"])


def _runner(deploy: Path, name: str) -> Any:  # noqa: ANN401 - a module
    """Return the migration module of a folder, as that of a package of its own name."""
    spec = importlib.util.spec_from_file_location(
        name, deploy / "__init__.py", submodule_search_locations=[str(deploy)]
    )
    assert spec
    assert spec.loader
    sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
    return importlib.import_module(f"{name}.migration")


def main() -> None:
    """Answer requests until there are no more."""
    os.environ |= {"AWS_DEFAULT_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "-"}
    os.environ |= {"AWS_SECRET_ACCESS_KEY": "-", "POWERTOOLS_SERVICE_NAME": "-"}
    os.environ["POWERTOOLS_LOG_LEVEL"] = "CRITICAL"
    answers, sys.stdout = sys.stdout, sys.stderr
    with mock_aws():
        server = Server()
        for line in sys.stdin:
            name, arguments = json.loads(line)
            try:
                answer = {"answer": getattr(server, name)(**arguments)}
            except Exception:  # noqa: BLE001 - the test fails with it
                answer = {"error": traceback.format_exc()}
            print(json.dumps(answer, default=str), file=answers, flush=True)


if __name__ == "__main__":
    main()
