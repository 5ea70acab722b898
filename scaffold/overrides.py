"""`--set key=value`: values put into a spec's text, its comments and order kept."""

from __future__ import annotations

import io
from typing import Any

from scaffold.errors import ScaffoldError


class OverrideError(ScaffoldError):
    """A `--set` that is no key=value, or that names a place which cannot hold it."""


def apply_overrides(spec_text: str, overrides: list[str]) -> str:
    """The text with each `dotted.key=value` in its place; values are read as YAML."""
    if not overrides:
        return spec_text
    from ruamel.yaml import YAML  # noqa: PLC0415 - start-up time

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(2, 4, 2)
    document = yaml.load(spec_text)
    for override in overrides:
        _set(document, override, yaml)
    output = io.StringIO()
    yaml.dump(document, output)
    return output.getvalue()


def _set(document: Any, override: str, yaml: Any) -> None:  # noqa: ANN401 - ruamel's types
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415 - start-up time

    key, equals, text = override.partition("=")
    if not equals or not all(key.split(".")):
        raise OverrideError(f"--set {override}: write key=value, such as --set region=eu-west-1")
    try:
        value = yaml.load(text)
    except YAMLError:
        raise OverrideError(f"--set {override}: {text!r} is not YAML") from None
    *parents, last = key.split(".")
    here = document
    for part in parents:
        if here.get(part) is None:
            here[part] = {}
        here = here[part]
        if not isinstance(here, dict):
            raise OverrideError(f"--set {override}: {part} holds no keys")
    here[last] = value
