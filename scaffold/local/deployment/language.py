"""`AWS::LanguageExtensions`: loops, and functions where plain CloudFormation allows none."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from scaffold.local.deployment.intrinsics import IntrinsicError, evaluate, unresolved
from scaffold.local.deployment.template import LANGUAGE_EXTENSIONS
from scaffold.local.deployment.values import Object, a_list, a_text, an_object

if TYPE_CHECKING:
    from scaffold.local.application import Json
    from scaffold.local.deployment.intrinsics import Scope

_LOOP: Final = "Fn::ForEach::"
_POLICIES: Final = ("DeletionPolicy", "UpdateReplacePolicy")


def expand(body: Object, scope: Scope) -> Object:
    """The template with its loops unrolled and its policies decided, if it asks for that."""
    if LANGUAGE_EXTENSIONS not in a_list(body.get("Transform")):
        return body
    unrolled = an_object(_unroll(body, scope))
    resources = an_object(unrolled.get("Resources"))
    return {
        **unrolled,
        "Transform": [name for name in a_list(body["Transform"]) if name != LANGUAGE_EXTENSIONS],
        "Resources": {name: _decided(an_object(each), scope) for name, each in resources.items()},
    }


def _decided(resource: Object, scope: Scope) -> Object:
    policies: Object = {key: evaluate(resource[key], scope) for key in _POLICIES if key in resource}
    return {**resource, **policies}


def _unroll(value: Json, scope: Scope) -> Json:
    if isinstance(value, list):
        return [_unroll(item, scope) for item in value]
    if not isinstance(value, dict):
        return value
    result: Object = {}
    for key, item in value.items():
        if key.startswith(_LOOP):
            result |= _rounds(key, item, scope)
        else:
            result[key] = _unroll(item, scope)
    return result


def _rounds(key: str, loop: Json, scope: Scope) -> Object:
    match loop:
        case [str(variable), collection, dict(fragment)]:
            items = evaluate(collection, scope)
        case _:
            raise IntrinsicError(f"{key}: takes a name, a list and what to repeat.")
    if not isinstance(items, list) or unresolved(items):
        raise IntrinsicError(f"{key}: {json.dumps(collection)} is no list of known values.")
    result: Object = {}
    for item in map(a_text, items):
        # An identifier may stand in keys and values: `${Name}`, or `&{Name}` without punctuation.
        bare = "".join(filter(str.isalnum, item))
        named = _named(
            fragment, {f"${{{variable}}}": item, f"&{{{variable}}}": bare}, variable, item
        )
        inner = replace(scope, references={**scope.references, variable: item})
        result |= an_object(_unroll(named, inner))
    return result


def _named(value: Json, texts: dict[str, str], variable: str, item: str) -> Json:
    """The fragment with the loop's variable written out."""
    if isinstance(value, str):
        for text, given in texts.items():
            value = value.replace(text, given)
        return value
    if isinstance(value, list):
        return [_named(each, texts, variable, item) for each in value]
    if isinstance(value, dict):
        if value == {"Ref": variable}:
            return item
        return {
            a_text(_named(key, texts, variable, item)): _named(each, texts, variable, item)
            for key, each in value.items()
        }
    return value
