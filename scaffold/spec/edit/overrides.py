"""`--set key=value`: values put into a spec's text, its comments and order kept."""

from __future__ import annotations

import io
from typing import Any

from scaffold.errors import ScaffoldError
from scaffold.spec import SPEC_NAME, reader


class OverrideError(ScaffoldError):
    """A `--set` that is no key=value, or that names a place which cannot hold it."""


def apply_overrides(spec_text: str, overrides: list[str], file: str = SPEC_NAME) -> str:
    """The text with each `dotted.key=value` in its place; values are read as YAML.

    Raises SpecError for a text that is no mapping in YAML, as reading it would.
    """
    if not overrides:
        return spec_text
    from ruamel.yaml import YAML  # noqa: PLC0415 - start-up time

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(2, 4, 2)
    document = _load(spec_text, yaml)
    if not isinstance(document, dict):
        reader.parse(spec_text, file)
        raise OverrideError(f"{file}: --set cannot edit this spec")
    for override in overrides:
        _set(document, override, yaml)
    output = io.StringIO()
    yaml.dump(document, output)
    return output.getvalue()


def _set(document: Any, override: str, yaml: Any) -> None:  # noqa: ANN401 - ruamel's types
    key, equals, text = override.partition("=")
    if not equals or not all(key.split(".")):
        raise OverrideError(f"--set {override}: write key=value, such as --set region=eu-west-1")
    value = _load(text, yaml)
    if value is None and text not in {"", "~", "null"}:
        raise OverrideError(f"--set {override}: {text!r} is not YAML")
    *parents, last = key.split(".")
    here = document
    for part in parents:
        if here.get(part) is None:
            here[part] = {}
        here = here[part]
        if not isinstance(here, dict):
            raise OverrideError(f"--set {override}: {part} holds no keys")
    here[last] = value


def _load(text: str, yaml: Any) -> Any:  # noqa: ANN401 - ruamel's types
    """The value of a YAML text, or nothing where it is none."""
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415 - start-up time

    try:
        return yaml.load(text)
    except YAMLError:
        return None
