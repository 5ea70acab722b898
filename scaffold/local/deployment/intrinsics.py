"""Partial evaluation of CloudFormation's intrinsic functions."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from scaffold.cloudformation.values import as_object, as_text
from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scaffold.cloudformation.values import Json

ACCOUNT: Final = "000000000000"

_VARIABLE: Final = re.compile(r"\$\{(!?)([^}]*)\}")
_CONDITIONAL: Final = frozenset({"Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not"})


class IntrinsicError(ScaffoldError):
    """A function that is malformed, or refers to something undefined."""


class _NoValue:
    """The value of `AWS::NoValue`: removes the property or the list item that has it."""


NO_VALUE: Final = _NoValue()


@dataclass(frozen=True, slots=True)
class Scope:
    """The values of names. References that are missing here stay unevaluated."""

    references: Mapping[str, Json] = field(default_factory=dict)
    attributes: Mapping[tuple[str, str], Json] = field(default_factory=dict)
    mappings: Mapping[str, Json] = field(default_factory=dict)
    conditions: Mapping[str, Json] = field(default_factory=dict)


def pseudo_parameters(stack: str, region: str) -> dict[str, Json]:
    """Return the pseudo parameters, such as `AWS::Region`."""
    return {
        "AWS::AccountId": ACCOUNT,
        "AWS::NotificationARNs": [],
        "AWS::Partition": "aws",
        "AWS::Region": region,
        "AWS::StackId": f"arn:aws:cloudformation:{region}:{ACCOUNT}:stack/{stack}/local",
        "AWS::StackName": stack,
        "AWS::URLSuffix": "amazonaws.com",
    }


def evaluate(value: Json, scope: Scope) -> Json:
    """Replace every function whose arguments are known; raises IntrinsicError."""
    result = _evaluate(value, scope)
    return None if isinstance(result, _NoValue) else result


def holds(name: str, scope: Scope, outer: tuple[str, ...] = ()) -> bool:
    """Return True if a condition of the template is true; raises IntrinsicError."""
    if name in outer:
        raise IntrinsicError(f"Condition {name} refers to itself.")
    if name not in scope.conditions:
        raise IntrinsicError(f"The condition {name} is not defined.")
    return _truth(scope.conditions[name], scope, (*outer, name))


def unresolved(value: Json) -> str | None:
    """Return the first unevaluated function in a value, such as `Ref Table`."""
    if isinstance(value, list):
        return next(filter(None, map(unresolved, value)), None)
    if not isinstance(value, dict):
        return None
    if (called := _call(value)) is not None:
        name, argument = called
        inner = unresolved(argument) if name not in {"Ref", "Fn::GetAtt"} else None
        return inner or f"{name} {json.dumps(argument)}"
    return next(filter(None, map(unresolved, value.values())), None)


def referenced_names(value: Json) -> Iterator[str]:
    """Yield the logical IDs that unevaluated references name."""
    match value:
        case {"Ref": str(name), **rest} if not rest:
            yield name
        case {"Fn::GetAtt": [str(name), *_], **rest} if not rest:
            yield name
        case dict():
            for item in value.values():
                yield from referenced_names(item)
        case list():
            for item in value:
                yield from referenced_names(item)


def _call(value: dict[str, Json]) -> tuple[str, Json] | None:
    """Return the function and its argument, if the object is a function call."""
    if len(value) != 1:
        return None
    (name, argument), *_ = value.items()
    return (name, argument) if name == "Ref" or name.startswith("Fn::") else None


def _evaluate(value: Json, scope: Scope) -> Json | _NoValue:
    if isinstance(value, list):
        items = [_evaluate(item, scope) for item in value]
        return [item for item in items if not isinstance(item, _NoValue)]
    if not isinstance(value, dict):
        return value
    if called := _call(value):
        return _called(*called, scope)
    pairs = {key: _evaluate(item, scope) for key, item in value.items()}
    return {key: item for key, item in pairs.items() if not isinstance(item, _NoValue)}


def _called(name: str, argument: Json, scope: Scope) -> Json | _NoValue:
    if lazy := _LAZY.get(name):
        return lazy(argument, scope)
    if name in _CONDITIONAL:
        return _truth({name: argument}, scope, ())
    argument = evaluate(argument, scope)
    function = _STRICT.get(name)
    if name == "Fn::ImportValue":
        raise IntrinsicError(
            f"Fn::ImportValue {json.dumps(argument)}: exports of other stacks aren't available"
            " locally; pass the value as a parameter."
        )
    result = function(argument) if function else None
    return {name: argument} if result is None else result


def _reference(argument: Json, scope: Scope) -> Json | _NoValue:
    name = as_text(argument)
    if name == "AWS::NoValue":
        return NO_VALUE
    return scope.references.get(name, {"Ref": name})


def _attribute(argument: Json, scope: Scope) -> Json:
    parts = argument if isinstance(argument, list) else as_text(argument).split(".", 1)
    evaluated = [as_text(evaluate(part, scope)) for part in parts]
    if len(evaluated) < 2:  # noqa: PLR2004 - a resource and its attribute
        raise IntrinsicError(
            f"Fn::GetAtt {json.dumps(argument)}: takes a resource and its attribute."
        )
    key = (evaluated[0], ".".join(evaluated[1:]))
    return scope.attributes.get(key, {"Fn::GetAtt": [*key]})


def _choice(argument: Json, scope: Scope) -> Json | _NoValue:
    match argument:
        case [str(name), then, otherwise]:
            return _evaluate(then if holds(name, scope) else otherwise, scope)
    raise IntrinsicError(f"Fn::If {json.dumps(argument)}: takes a condition and two values.")


def _substitution(argument: Json, scope: Scope) -> Json:
    """Evaluate `Fn::Sub` to a string, or to `Fn::Join` if a variable is unknown."""
    match argument:
        case str(text):
            variables: dict[str, Json] = {}
        case [str(text), dict(mapping)]:
            variables = mapping
        case _:
            raise IntrinsicError(
                f"Fn::Sub {json.dumps(argument)}: takes a string and optional variables."
            )
    pieces: list[Json] = []
    end = 0
    for found in _VARIABLE.finditer(text):
        pieces.append(text[end : found.start()])
        end = found.end()
        literal, name = found.group(1), found.group(2).strip()
        if literal:
            pieces.append(f"${{{name}}}")
        elif name in variables:
            pieces.append(evaluate(variables[name], scope))
        else:
            whole: Json = {"Fn::GetAtt": [*name.split(".", 1)]} if "." in name else {"Ref": name}
            pieces.append(evaluate(whole, scope))
    pieces.append(text[end:])
    joined = _join(["", [piece for piece in pieces if piece != ""]])
    return {"Fn::Join": ["", pieces]} if joined is None else joined


def _lookup(argument: Json, scope: Scope) -> Json | _NoValue:
    match argument:
        case [first, second, third, *rest]:
            keys = [evaluate(key, scope) for key in (first, second, third)]
        case _:
            raise IntrinsicError(
                f"Fn::FindInMap {json.dumps(argument)}: takes a mapping and two keys."
            )
    if any(map(unresolved, keys)):
        return {"Fn::FindInMap": [*keys, *rest]}
    name, top, second_key = map(as_text, keys)
    entries = as_object(as_object(scope.mappings.get(name)).get(top))
    if second_key in entries:
        return _evaluate(entries[second_key], scope)
    options = as_object(rest[0]) if rest else {}
    if "DefaultValue" in options:
        return _evaluate(options["DefaultValue"], scope)
    raise IntrinsicError(f"Fn::FindInMap: the mapping {name} has no {top}.{second_key}.")


def _truth(value: Json, scope: Scope, outer: tuple[str, ...]) -> bool:
    match value:
        case {"Condition": str(name), **rest} if not rest:
            return holds(name, scope, outer)
        case {"Fn::Equals": [left, right]}:
            return _comparable(left, scope) == _comparable(right, scope)
        case {"Fn::And": list(parts)}:
            return all(_truth(part, scope, outer) for part in parts)
        case {"Fn::Or": list(parts)}:
            return any(_truth(part, scope, outer) for part in parts)
        case {"Fn::Not": [part]}:
            return not _truth(part, scope, outer)
    raise IntrinsicError(f"{json.dumps(value)} is not a condition.")


def _comparable(argument: Json, scope: Scope) -> Json:
    """Return one side of a comparison; CloudFormation compares scalars as strings."""
    value = evaluate(argument, scope)
    if left := unresolved(value):
        raise IntrinsicError(f"{left}: a condition can depend on parameters only.")
    return value if isinstance(value, dict | list) else as_text(value)


# Functions of evaluated arguments return None while one of these is unknown.


def _join(argument: Json) -> Json:
    match argument:
        case [str(separator), list(parts)]:
            if all(isinstance(part, str | int | float) for part in parts):
                return separator.join(map(as_text, parts))
            return None
        case [str(), dict()]:
            return None
    raise IntrinsicError(f"Fn::Join {json.dumps(argument)}: takes a separator and a list.")


def _split(argument: Json) -> Json:
    match argument:
        case [str(separator), str(text)] if separator:
            return [*text.split(separator)]
        case [str(), dict()]:
            return None
    raise IntrinsicError(f"Fn::Split {json.dumps(argument)}: takes a separator and a string.")


def _select(argument: Json) -> Json:
    match argument:
        case [str() | int() as index, list(items)] if as_text(index).isdecimal():
            if int(index) < len(items):
                return items[int(index)]
            raise IntrinsicError(f"Fn::Select: {json.dumps(items)} has no item {index}.")
        case [_, dict()] | [dict(), _]:
            return None
    raise IntrinsicError(f"Fn::Select {json.dumps(argument)}: takes an index and a list.")


def _base64(argument: Json) -> Json:
    if isinstance(argument, dict):
        return None
    return base64.b64encode(as_text(argument).encode()).decode()


def _length(argument: Json) -> Json:
    return len(argument) if isinstance(argument, list) else None


def _to_json(argument: Json) -> Json:
    return None if unresolved(argument) else json.dumps(argument, separators=(",", ":"))


def _zones(argument: Json) -> Json:
    return [f"{argument}{letter}" for letter in "abc"] if isinstance(argument, str) else None


_LAZY: Final[Mapping[str, Callable[[Json, Scope], Json | _NoValue]]] = {
    "Fn::FindInMap": _lookup,
    "Fn::GetAtt": _attribute,
    "Fn::If": _choice,
    "Fn::Sub": _substitution,
    "Ref": _reference,
}
_STRICT: Final[Mapping[str, Callable[[Json], Json]]] = {
    "Fn::Base64": _base64,
    "Fn::GetAZs": _zones,
    "Fn::Join": _join,
    "Fn::Length": _length,
    "Fn::Select": _select,
    "Fn::Split": _split,
    "Fn::ToJsonString": _to_json,
}
