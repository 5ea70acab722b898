"""The environment variables of a function, as CloudFormation values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from scaffold import quoting
from scaffold.names import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.spec.kinds.function.entity import Function
    from scaffold.spec.resolved import Spec


def environment(spec: Spec, function: Function) -> Iterator[tuple[Identifier, Markup]]:
    """Yield the name and the YAML value of each variable: of resources first, then `env:`."""
    models = dict.fromkeys((*function.reached_models, *spec.condition_checked_models(function)))
    for name in models:
        yield Identifier(f"{name.constant}_TABLE"), _ref(spec.model(name).table_id)
    for name in (*(grant.name for grant in function.uses.buckets), *function.upload_buckets):
        yield Identifier(f"{name.constant}_BUCKET"), _ref(spec.bucket(name).bucket_id)
    for name in function.uses.functions:
        yield Identifier(f"{name.constant}_FUNCTION"), _ref(f"{name.pascal}Function")
    if function.uploads:
        yield Identifier("IDEMPOTENCY_TABLE"), _ref("IdempotencyTable")
    for variable, value in function.env:
        yield variable, _literal(value)


def _ref(logical_id: str) -> Markup:
    return Markup(f"!Ref {logical_id}")  # noqa: S704 - an identifier


def _literal(value: str) -> Markup:
    """Quote a value; with `${` in it, it would look like a forgotten !Sub to linters."""
    if "${" not in value:
        return quoting.quote(value)
    parts = ", ".join(map(quoting.quote, value.split("${")))
    return Markup(f'!Join ["${{", [{parts}]]')  # noqa: S704 - quoted above
