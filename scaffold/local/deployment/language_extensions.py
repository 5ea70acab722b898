"""The transform `AWS::LanguageExtensions`: loops, and functions in deletion policies."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from scaffold.cloudformation.values import JsonObject, as_list, as_object, as_text
from scaffold.local.deployment.intrinsics import IntrinsicError, evaluate, unresolved

if TYPE_CHECKING:
    from scaffold.cloudformation.values import Json
    from scaffold.local.deployment.intrinsics import Scope

LANGUAGE_EXTENSIONS: Final = "AWS::LanguageExtensions"

_LOOP: Final = "Fn::ForEach::"
_POLICIES: Final = ("DeletionPolicy", "UpdateReplacePolicy")


def expand(body: JsonObject, scope: Scope) -> JsonObject:
    """Expand loops and evaluate policies, if the template has the transform."""
    if LANGUAGE_EXTENSIONS not in as_list(body.get("Transform")):
        return body
    expanded = as_object(_expand_loops(body, scope))
    resources = as_object(expanded.get("Resources"))
    return {
        **expanded,
        "Transform": [name for name in as_list(body["Transform"]) if name != LANGUAGE_EXTENSIONS],
        "Resources": {
            name: _with_evaluated_policies(as_object(resource), scope)
            for name, resource in resources.items()
        },
    }


def _with_evaluated_policies(resource: JsonObject, scope: Scope) -> JsonObject:
    policies: JsonObject = {
        key: evaluate(resource[key], scope) for key in _POLICIES if key in resource
    }
    return {**resource, **policies}


def _expand_loops(value: Json, scope: Scope) -> Json:
    if isinstance(value, list):
        return [_expand_loops(item, scope) for item in value]
    if not isinstance(value, dict):
        return value
    result: JsonObject = {}
    for key, item in value.items():
        if key.startswith(_LOOP):
            result |= _iterations(key, item, scope)
        else:
            result[key] = _expand_loops(item, scope)
    return result


def _iterations(key: str, loop: Json, scope: Scope) -> JsonObject:
    match loop:
        case [str(variable), collection, dict(fragment)]:
            items = evaluate(collection, scope)
        case _:
            raise IntrinsicError(f"{key}: takes a name, a list and a mapping to repeat.")
    if not isinstance(items, list) or unresolved(items):
        raise IntrinsicError(f"{key}: {json.dumps(collection)} is not a list of known values.")
    result: JsonObject = {}
    for item in map(as_text, items):
        # `&{Name}` is the item without punctuation, as logical IDs need it.
        bare = "".join(filter(str.isalnum, item))
        substituted = _substitute(
            fragment, {f"${{{variable}}}": item, f"&{{{variable}}}": bare}, variable, item
        )
        inner = replace(scope, references={**scope.references, variable: item})
        result |= as_object(_expand_loops(substituted, inner))
    return result


def _substitute(value: Json, texts: dict[str, str], variable: str, item: str) -> Json:
    """Replace the loop's variable in a fragment."""
    if isinstance(value, str):
        for text, replacement in texts.items():
            value = value.replace(text, replacement)
        return value
    if isinstance(value, list):
        return [_substitute(part, texts, variable, item) for part in value]
    if isinstance(value, dict):
        if value == {"Ref": variable}:
            return item
        return {
            as_text(_substitute(key, texts, variable, item)): _substitute(
                part, texts, variable, item
            )
            for key, part in value.items()
        }
    return value
