"""The flags of `scaffold add`, in a short form each -> the values that the spec has for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from scaffold.cli.terminal import UsageError
from scaffold.spec import yaml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    # A part of a spec as a YAML parser would return it.
    Document: TypeAlias = dict[str, Any]

# A comma that is not inside of parentheses.
_COMMA: Final = re.compile(r",(?![^(]*\))")
_OPTION: Final = re.compile(r"[a-z_]+=")
_BARE: Final = frozenset({"optional", "unique"})


def fields(flags: Sequence[str]) -> Document:
    """`title:string,max=120`, `status:enum(a,b)`, `file:optional file(videos)`."""
    return dict(map(_field, flags))


def access(flags: Sequence[str]) -> Document:
    """`read=public`, `delete=owner,admins`."""
    return {
        operation: _words(words.split(","))
        for operation, words in (_pair("--access", flag, "read=public") for flag in flags)
    }


def triggers(flags: Sequence[str]) -> Document | list[Document]:
    """`http=GET /hello,access=public`, `upload=videos,suffix=.mp4`; one, or the list of them."""
    found = [_trigger(flag) for flag in flags]
    return found[0] if len(found) == 1 else found


def uses(flags: Sequence[str]) -> Document:
    """`models.video=write`, `buckets.videos`, `functions.lookup`."""
    found: dict[str, dict[str, str]] = {}
    for flag in flags:
        path, _, level = flag.partition("=")
        section, dot, name = path.partition(".")
        if not dot or not name:
            raise UsageError(f"--uses {flag}: write a section and a name, such as models.video")
        found.setdefault(section, {})[name] = level or "read"
    return {
        section: levels if set(levels.values()) != {"read"} else list(levels)
        for section, levels in found.items()
    }


def env(flags: Sequence[str]) -> Document:
    """`NAME=value`."""
    return dict(_pair("--env", flag, "LOG_DETAIL=low") for flag in flags)


def given(**values: object) -> Document:
    """What has been given at all."""
    return {key: value for key, value in values.items() if value not in (None, [], {})}


def _field(flag: str) -> tuple[str, Document | str]:
    name, colon, definition = flag.partition(":")
    if not colon or not definition.strip():
        raise UsageError(f"--field {flag}: write a name and a type, such as title:string,max=120")
    kind, *options = _joined(_COMMA.split(definition.strip()), _BARE)
    bare_kind = kind.removeprefix("optional ")
    if bare_kind.startswith("enum(") and bare_kind.endswith(")"):
        choices = [choice.strip() for choice in bare_kind[5:-1].split(",")]
        document: Document = {"enum": choices}
    elif not options:
        return name, kind
    else:
        document = {"type": bare_kind}
    if bare_kind != kind:
        document["optional"] = True
    return name, {**document, **dict(map(_option, options))}


def _option(text: str) -> tuple[str, object]:
    key, equals, value = text.partition("=")
    if not equals:
        return key, True
    if key == "pattern":
        return key, value
    try:
        return key, yaml_text.parse(value).value
    except yaml_text.YamlError:
        return key, value


def _trigger(flag: str) -> Document:
    kind, *options = _joined(flag.split(","), frozenset())
    pairs = [_pair("--trigger", option, "http=GET /hello") for option in (kind, *options)]
    return {key: _words(value.split(",")) if key == "access" else value for key, value in pairs}


def _joined(parts: Iterable[str], bare: frozenset[str]) -> list[str]:
    """The parts, those put together again that a comma inside of a value has split."""
    found: list[str] = []
    for part in parts:
        if not found or _OPTION.match(part.strip()) or part.strip() in bare:
            found.append(part.strip())
        else:
            found[-1] = f"{found[-1]},{part}"
    return found


def _pair(option: str, flag: str, example: str) -> tuple[str, str]:
    key, equals, value = flag.partition("=")
    if not equals or not key or not value:
        raise UsageError(f"{option} {flag}: write {example}")
    return key, value


def _words(words: list[str]) -> str | list[str]:
    stripped = [word.strip() for word in words]
    return stripped[0] if len(stripped) == 1 else stripped
