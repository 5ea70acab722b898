"""CloudFormation templates as plain values: `!Ref Name` is read as `{"Ref": "Name"}`."""

import json
from pathlib import Path
from typing import Any

import yaml

Template = dict[str, Any]

_NAMED = {"Ref", "Condition"}


class _Loader(yaml.SafeLoader):
    """Reads the short forms of intrinsic functions; a date is text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _function(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    elif isinstance(node, yaml.MappingNode):
        value = loader.construct_mapping(node, deep=True)
    else:
        value = node.value.split(".", 1) if suffix == "GetAtt" else node.value
    return {suffix if suffix in _NAMED else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _function)


def parse(text: str) -> Template:
    """Return a template from YAML or JSON."""
    template: Template = yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader
    return template


def read(path: Path) -> Template:
    """Return the template in a file."""
    return parse(path.read_text(encoding="utf-8"))


def write(template: Template, path: Path) -> None:
    """Write a template as JSON, which is YAML too."""
    path.write_text(json.dumps(template, indent=1), encoding="utf-8")
