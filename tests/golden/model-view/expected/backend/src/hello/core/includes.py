"""What the items of a list lead to, sent along with them: `?include=<field>,<field>`."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from .access import Caller
from .models import Model
from .pages import Page
from .tables import Table

# Used as sets that keep the order of the items.
Ids = dict[str, None]


class Includes:
    """What the fields of a model lead to: items of this model and of others."""

    def __init__(self, model: Model[Any, Any], *others: Model[Any, Any]) -> None:
        self._model = model
        self._models = {each.table: each for each in (model, *others)}

    def add(self, page: Page[Any], names: Sequence[str], caller: Caller) -> dict[str, object]:
        """Return a page with what the named fields of its items lead to, each once.

        What is gone is left out, and so is what the caller may not read.
        """
        if not names:
            return {**page}
        ids = {name: _ids(page, name) for name in names}
        sources: defaultdict[str, Ids] = defaultdict(dict)
        for name in names:
            sources[self._model.links[name]] |= ids[name]
        found = {source: self._find(source, wanted, caller) for source, wanted in sources.items()}
        included = {}
        for name in names:
            there = found[self._model.links[name]]
            included[name] = [there[each] for each in ids[name] if each in there]
        return {**page, "included": included}

    def _find(self, source: str, ids: Ids, caller: Caller) -> dict[str, dict[str, object]]:
        model = self._models[source]
        return {
            item["id"]: item
            for item in Table(model).find(ids)
            if caller.may(model.access.read, item["owner"])
        }


def _ids(page: Page[Any], name: str) -> Ids:
    return {item[name]: None for item in page["items"] if name in item}
