"""Stored items outlive any change of the spec: a property of pairs and chains of specs.

Items are stored by one generation of an application, and read, changed, listed and migrated by the
next, with the older one writing beside it and migrations killed anywhere. A model in memory says
what each must answer.
"""

from __future__ import annotations

import os
import tempfile
from itertools import count
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import goldens
import jsonschema
import pytest
import toolchain
import yaml
from built.stored_data_specs import chains
from built.stored_data_world import App, Server, World
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scaffold.generate import application
from scaffold.spec import reader
from scaffold.storage.application import NOTHING_STORED, storage_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from built.stored_data_model import Shape

QUICK, SOAK = 15, 2000


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server of generations."""
    backend = goldens.example_case("video-share")
    with tempfile.TemporaryDirectory() as folder:
        python = toolchain.python_project(backend.write(Path(folder)) / "backend")
    server = Server(python / "bin" / "python")
    yield server
    server.stop()


NUMBERS = count()


def built(shapes: list[Shape], folder: Path) -> list[App]:
    """Generate an application for each of the specs, with the records of those before it."""
    stored, apps = NOTHING_STORED, []
    for shape in shapes:
        name = f"pairs-{next(NUMBERS)}-x"
        text = shape.text(name)
        spec = application.stored_spec(reader.parse(text), stored, text)
        stored = storage_of(spec)
        files = {file.plan.target: file.content for file in application.generate(spec)}
        wanted = {
            p: f
            for p, f in files.items()
            if p.is_relative_to("backend/src") or p.parts[0] == "deploy"
        }
        goldens.write_tree(folder / spec.package, wanted)
        openapi = yaml.safe_load(files[PurePosixPath("openapi.yaml")])
        schema = {**openapi, "$ref": "#/components/schemas/Note"}
        (model,) = spec.models
        apps.append(
            App(spec.package, model.generation, jsonschema.Draft202012Validator(schema), model)
        )
    return apps


def table(apps: list[App]) -> dict[str, Any]:
    """Return a table with the indexes of all generations, as a deployment has them."""
    gsis = {gsi.name: gsi for app in apps for gsi in app.model.gsis}
    keys = {key.name: key.type for app in apps for key in app.model.key_attributes}
    return {
        "TableName": apps[0].package,
        "BillingMode": "PAY_PER_REQUEST",
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "AttributeDefinitions": [{"AttributeName": n, "AttributeType": t} for n, t in keys.items()],
        "GlobalSecondaryIndexes": [
            {
                "IndexName": name,
                "KeySchema": [
                    *({"AttributeName": k.name, "KeyType": "HASH"} for k in gsi.partition_keys),
                    *({"AttributeName": k.name, "KeyType": "RANGE"} for k in gsi.sort_keys),
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
            for name, gsi in gsis.items()
        ],
    }


EXAMPLES = SOAK if os.environ.get("SCAFFOLD_SOAK") == "1" else QUICK


@pytest.mark.slow
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(chains(), st.data())
def test_stored_items_outlive_changes(
    server: Server, shapes: list[Shape], data: st.DataObject
) -> None:
    """Whatever a spec becomes, each item is answered and listed as the model in memory says."""
    with tempfile.TemporaryDirectory() as folder:
        apps = built(shapes, Path(folder))
        server.call(
            "open", folder=folder, packages=[app.package for app in apps], table=table(apps)
        )
        try:
            live(World(server, data.draw, shapes, apps))
        finally:
            server.call("close")


def live(world: World) -> None:
    """Let an application go through its generations."""
    draw, last = world.draw, len(world.shapes) - 1
    world.secured |= world.shapes[0].secures
    for _ in range(draw(st.integers(1, 6))):
        world.write(0)
    world.check_all(0, settled=True)
    for at in range(1, last + 1):
        old = at - 1
        if draw(st.booleans()):
            world.migrate(at, "before", [old])
        for _ in range(draw(st.integers(0, 2))):
            world.write(old)
        world.check_all(at, settled=False)
        for _ in range(draw(st.integers(0, 3))):
            world.write(draw(st.sampled_from([at, at, old])))
        world.check_all(at, settled=False)
        if at == last or draw(st.booleans()):
            world.migrate(at, "after", [at])
            verify(world, at)


def verify(world: World, at: int) -> None:
    """What is migrated stays as it is, and no value that must be unique can be taken again."""
    world.check_all(at, settled=True)
    arguments = {"package": world.apps[at].package, "phase": "verify", "page": 3}
    report = world.server.call("migrate", **arguments, kill=None, answers=True)
    assert report["written"] == 0
    world.check_report(at, report)
    for _ in range(world.draw(st.integers(0, 3))):
        world.write(at)
    world.check_all(at, settled=True)
