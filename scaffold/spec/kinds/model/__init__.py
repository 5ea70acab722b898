"""Models: what an application stores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scaffold.spec.kinds.kind import Definition, Kind, Layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scaffold.names import Name
    from scaffold.spec.kinds.model.document import ModelDocument
    from scaffold.spec.kinds.model.entity import Model
    from scaffold.spec.route import Route


def _definition() -> Definition[ModelDocument, Model]:
    from scaffold.spec.document import SnakeName  # noqa: PLC0415 - pydantic
    from scaffold.spec.kinds.model import label_index, resolve  # noqa: PLC0415 - pydantic
    from scaffold.spec.kinds.model.document import ModelDocument  # noqa: PLC0415 - pydantic

    return Definition(
        SnakeName,
        ModelDocument,
        resolve.resolve_model,
        resolve.check_models,
        label_index.with_label_indexes,
    )


def _routes(model: Model) -> Iterable[Route]:
    from scaffold.spec.kinds.model.entity import model_routes  # noqa: PLC0415 - start-up time

    return model_routes(model)


def _url_path(name: Name, value: Any) -> str:  # noqa: ANN401 - not validated yet
    path = value.get("path") if isinstance(value, dict) else None
    return str(path or name.plural.kebab)


MODEL: Final = Kind(
    name="model",
    summary="a table, a REST resource, a typed client, and pages",
    example="note",
    definition=_definition,
    layout=Layout(flow=False, spread=frozenset({"fields"})),
    routes=_routes,
    url_path=_url_path,
    url_path_key="path",
)
