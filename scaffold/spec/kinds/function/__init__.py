"""Functions: Lambda functions with a body of the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.spec.kinds.function.entity import function_routes
from scaffold.spec.kinds.kind import Definition, Kind, Layout

if TYPE_CHECKING:
    from scaffold.spec.kinds.function.document import FunctionDocument
    from scaffold.spec.kinds.function.entity import Function


def _definition() -> Definition[FunctionDocument, Function]:
    from scaffold.spec.document import KebabName  # noqa: PLC0415 - pydantic
    from scaffold.spec.kinds.function import resolve  # noqa: PLC0415 - pydantic
    from scaffold.spec.kinds.function.document import FunctionDocument  # noqa: PLC0415 - pydantic

    return Definition(
        KebabName, FunctionDocument, resolve.resolve_function, resolve.check_functions
    )


FUNCTION: Final = Kind(
    name="function",
    summary="a Lambda function whose handler you write",
    example="hello",
    definition=_definition,
    layout=Layout(flow=False),
    routes=function_routes,
)
