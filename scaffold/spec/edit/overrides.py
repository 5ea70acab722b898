"""`--set key=value`: values assigned in a spec's text, and errors about them."""

from __future__ import annotations

from typing import Final

from scaffold.errors import ScaffoldError, SpecError
from scaffold.quoting import quote
from scaffold.spec import SPEC_NAME, yaml_text
from scaffold.spec.document import nodes_at
from scaffold.spec.edit.layout import SpecEditError, SpecText
from scaffold.spec.edit.values import assign
from scaffold.spec.language import LANGUAGE

# The texts that stand for no value.
_EMPTY: Final = frozenset({"", "~", "null"})


class OverrideError(ScaffoldError):
    """A `--set` that is not key=value, or that names a place which cannot hold the value."""


def apply_overrides(spec_text: str, overrides: list[str], file: str = SPEC_NAME) -> str:
    """Return the text with each `dotted.key=value` assigned.

    A value is read as YAML, except that of a key whose value is text: it is taken as it was typed.
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
    if text not in _EMPTY and _is_text(path):
        return path, _unquoted(text)
    try:
        value = yaml_text.parse(text).value
    except yaml_text.YamlError as error:
        raise OverrideError(f"--set {override}: {error}") from error
    if value is None and text not in _EMPTY:
        message = f"YAML reads a comment here; quote the value: --set '{key}={quote(text)}'"
        raise OverrideError(f"--set {override}: {message}")
    return path, value


def _is_text(path: tuple[str, ...]) -> bool:
    """Return True if the language has nothing but text at a path."""
    nodes = nodes_at(LANGUAGE.document, path)
    return bool(nodes) and all(node.type is str for node in nodes)


def _unquoted(text: str) -> str:
    """Return a text as it was typed, or what it says within the quotes of YAML around it."""
    if text[0] in "'\"":
        try:
            value = yaml_text.parse(text).value
        except yaml_text.YamlError:
            return text
        return value if isinstance(value, str) else text
    return text


def override_error(error: SpecError, overrides: list[str]) -> OverrideError:
    """Return the errors of a spec that the overrides made invalid, with the option of each."""
    lines = []
    for diagnostic in error.diagnostics:
        own = [each for each in overrides if _concerns(each.partition("=")[0], diagnostic.path)]
        options = " ".join(f"--set {each}" for each in own[-1:] or overrides)
        is_about_key = own and own[-1].startswith(f"{diagnostic.path}=")
        where = f"{diagnostic.path}: " if diagnostic.path and not is_about_key else ""
        lines.append(f"{options}: {where}{diagnostic.message}")
    return OverrideError("\nerror: ".join(dict.fromkeys(lines)))


def _concerns(key: str, path: str) -> bool:
    """Return True if a key holds the path, or is in it."""
    return key == path or path.startswith((f"{key}.", f"{key}[")) or key.startswith(f"{path}.")
