"""`--set key=value`: values assigned in a spec's text."""

from __future__ import annotations

from typing import Final

from scaffold.errors import ScaffoldError
from scaffold.quoting import quote
from scaffold.spec import SPEC_NAME, yaml_text
from scaffold.spec.edit.layout import SpecEditError, SpecText
from scaffold.spec.edit.values import assign

# The texts that stand for no value.
_EMPTY: Final = frozenset({"", "~", "null"})


class OverrideError(ScaffoldError):
    """A `--set` that is not key=value, or that names a place which cannot hold the value."""


def apply_overrides(spec_text: str, overrides: list[str], file: str = SPEC_NAME) -> str:
    """Return the text with each `dotted.key=value` assigned; values are read as YAML.

    Everything else in the text stays as it is. Raises SpecError for a text that is not a mapping in
    YAML, as reading it would.
    """
    for override in overrides:
        path, value = _parse(override)
        try:
            spec_text = assign(SpecText(spec_text, file), path, value)
        except SpecEditError as error:
            raise OverrideError(f"--set {override}: {error}") from error
    return spec_text


def _parse(override: str) -> tuple[tuple[str, ...], object]:
    key, equals, text = override.partition("=")
    path = tuple(key.split("."))
    if not equals or not all(path) or len(path) > yaml_text.MAX_DEPTH:
        raise OverrideError(f"--set {override}: write key=value, such as --set region=eu-west-1")
    try:
        value = yaml_text.parse(text).value
    except yaml_text.YamlError as error:
        raise OverrideError(f"--set {override}: {error}") from error
    if value is None and text not in _EMPTY:
        message = f"YAML reads a comment here; quote the value: --set '{key}={quote(text)}'"
        raise OverrideError(f"--set {override}: {message}")
    return path, value
