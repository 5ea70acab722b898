"""The table of features: a folder of templates, and when an application has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from scaffold.spec.model import Spec

FEATURES: Final[dict[str, Callable[[Spec], bool]]] = {
    "base": lambda _: True,
    "auth": lambda spec: spec.auth is not None,
    "anonymous": lambda spec: spec.auth is None,
    "models": lambda spec: bool(spec.models),
    "refs": lambda spec: spec.refs,
    "files": lambda spec: any(model.files for model in spec.models),
    "buckets": lambda spec: bool(spec.buckets),
    "functions": lambda spec: bool(spec.functions),
    "data": lambda spec: bool(spec.models or spec.buckets),
    "pages": lambda spec: spec.pages,
    "get_endpoints": lambda spec: bool(spec.get_endpoints),
    "uploads": lambda spec: any(function.uploads for function in spec.functions),
    "endpoints": lambda spec: any(function.http for function in spec.functions),
    "calls": lambda spec: any(function.uses.functions for function in spec.functions),
    "groups": lambda spec: spec.auth is not None and spec.auth.managed_groups,
}


def features_of(spec: Spec) -> tuple[str, ...]:
    """Return the features that an application has, in the order of their parts in shared files."""
    return tuple(name for name, applies in FEATURES.items() if applies(spec))
