"""The JSON Schema, which editors check and complete a spec by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import coverage_table
import goldens
import pytest
from jsonschema import Draft202012Validator

from scaffold.errors import SpecError
from scaffold.generate.catalog import templates_root
from scaffold.spec import reader, yaml_text
from scaffold.spec.schema import json_schema

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = json.loads(json_schema())
VALIDATOR = Draft202012Validator(SCHEMA)
SPECS = sorted([*goldens.GOLDEN.glob("*/scaffold.yaml"), *goldens.EXAMPLES.glob("*/scaffold.yaml")])
HEAD = "scaffold: 1\napp: hello\nauth:\n"
NOTE = f"{HEAD}models:\n  note:\n    fields: "
HELLO = f"{HEAD}functions:\n  hello: "
PHOTOS = f"{HEAD}buckets:\n  photos: "


def test_schema_is_valid_json_schema() -> None:
    """Of the draft that it names."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.parent.name)
def test_schema_accepts_valid_specs(path: Path) -> None:
    """No red line in an editor under what works."""
    assert errors(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "spec",
    [
        f"{PHOTOS}{{max_size: 10MB, expire: 30 days}}\n",
        f"{HELLO}{{timeout: 30s}}\n",
        f"{HEAD}theme: {{color: '#0a7'}}\n",
    ],
)
def test_schema_accepts_short_forms(spec: str) -> None:
    """Of quantities and colors, as the tool does."""
    reader.parse(spec)
    assert errors(spec) == []


@pytest.mark.parametrize(
    "spec",
    [
        "scaffold: true\napp: hello\nauth:\n",
        f"{HEAD}bukets: {{}}\n",
        "scaffold: 2\napp: hello\n",
        "scaffold: 1\n",
        "scaffold: 1\napp: Hello World\n",
        "scaffold: 1\napp: ab\n",
        f"{HEAD}title: 5\n",
        f"{HEAD}region: us-east-9\n",
        f"{HEAD}runtime: python3.9\n",
        "scaffold: 1\napp: hello\nauth: {sign_up: closed}\n",
        "scaffold: 1\napp: hello\nauth: {groups: [Admins]}\n",
        f"{NOTE}{{}}\n",
        f"{NOTE}{{it: strng}}\n",
        f"{NOTE}{{it: list(list(string))}}\n",
        f"{NOTE}{{Title: string}}\n",
        f"{NOTE}{{it: {{type: string, maximum: 3}}}}\n",
        f"{NOTE}{{it: {{type: string, max: three}}}}\n",
        f"{NOTE}{{it: {{enum: [1, 2]}}}}\n",
        f"{NOTE}{{it: {{enum: []}}}}\n",
        f"{NOTE}{{it: string}}\n    access: {{rread: public}}\n",
        f"{PHOTOS}{{max_size: 5}}\n",
        f"{PHOTOS}{{max_size: 5 gigabytes}}\n",
        f"{PHOTOS}{{max_size: 5gib}}\n",
        f"{PHOTOS}{{expire: 365}}\n",
        f"{PHOTOS}{{expire: 1 year}}\n",
        f"{PHOTOS}{{accept: []}}\n",
        f"{HELLO}{{timeout: 10}}\n",
        f"{HELLO}{{timeout: 10m}}\n",
        f"{HELLO}{{memory: 64}}\n",
        f"{HELLO}{{memory: 20480}}\n",
        f"{HELLO}{{memory: 512 MB}}\n",
        f"{HELLO}{{trigger: {{http: /hello}}}}\n",
        f"{HELLO}{{trigger: {{every: 10 seconds}}}}\n",
        f"{HELLO}{{trigger: []}}\n",
        f"{HELLO}{{uses: {{models: {{note: all}}}}}}\n",
        f"{HELLO}{{env: {{LIMIT: 5}}}}\n",
        f"{HEAD}stages: []\n",
        f"{HEAD}theme: {{color: red}}\n",
        f"{HEAD}theme: {{radius: 1rem}}\n",
        f"{HEAD}local: {{engine: moto}}\n",
        f"{HEAD}models: [note]\n",
    ],
)
def test_schema_rejects_invalid_specs(spec: str) -> None:
    """Shapes, names, choices and units are checked while one types."""
    with pytest.raises(SpecError):
        reader.parse(spec)

    assert errors(spec) != []


@pytest.mark.parametrize(
    ("parent", "key"),
    [key.rpartition(".")[::2] for key in coverage_table.unbuilt_keys()],
)
def test_schema_has_no_unbuilt_keys(parent: str, key: str) -> None:
    """An editor completes what works, and nothing else."""
    path = ["note" if part == "*" else part for part in parent.split(".") if part]
    document: dict[str, object] = {key: {}}
    for part in reversed(path):
        document = {part: document}
    found = VALIDATOR.iter_errors({"scaffold": 1, "app": "hello", **document})

    assert any(key in str(error) for error in found)


def test_schema_describes_every_section() -> None:
    """An editor shows what a key is for."""
    definitions = SCHEMA["$defs"].values()

    assert [each["title"] for each in definitions if "description" not in str(each)] == []


def errors(spec: str) -> list[str]:
    """What the schema has against a spec."""
    return [error.message for error in VALIDATOR.iter_errors(yaml_text.parse(spec).value)]


def test_schema_in_the_templates_is_up_to_date() -> None:
    """It is kept beside the templates, since making it takes a tenth of a generation's time."""
    kept = templates_root() / "base" / ".scaffold" / "schema.json"
    assert kept.read_text(encoding="utf-8") == json_schema()
